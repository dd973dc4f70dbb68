import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import type { SettingForm } from './use-setting-form';
import classes from './settings.module.css';

/** One form of settings; says that something is unsaved, and saves only when asked. */
export function SettingCard<T extends object>({
  title,
  form,
  problem = null,
  actions,
  children,
}: {
  title: string;
  form: SettingForm<T>;
  /** Why it cannot be saved as it is. */
  problem?: string | null;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation(['settings', 'common']);
  return (
    <form
      className={classes.card}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) drop(form.save());
      }}
    >
      {children}
      {problem !== null ? (
        <p className={classes.error} role="alert">
          {problem}
        </p>
      ) : null}
      {form.isChanged ? (
        <div className={classes.saveBar}>
          <span>{t('unsaved')}</span>
          <Button variant="default" onClick={form.discard}>
            {t('discard')}
          </Button>
          <Button type="submit" disabled={problem !== null}>
            {t('common:save')}
          </Button>
        </div>
      ) : null}
      {actions}
    </form>
  );
}
