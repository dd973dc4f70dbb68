import type { ReactNode } from 'react';
import { SegmentedControl } from '@mantine/core';
import { usePreferences } from '@renderer/ui/preferences';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './first-run.module.css';

const languageChoices = [
  { value: 'fi' as const, label: 'Suomi' },
  { value: 'en' as const, label: 'English' },
];

/** What stands around every step before the team is open. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['firstRun', 'common']);
  const { language, set } = usePreferences();
  return (
    <main className={classes.page} data-first-run="true">
      <div className={classes.column}>
        <div className={classes.top}>
          <SegmentedControl
            size="xs"
            aria-label={t('common:language')}
            data={languageChoices}
            value={language}
            onChange={(value) => set({ language: value })}
          />
        </div>
        <header className={classes.brand}>
          <img src="/favicon.svg" alt="" className={classes.mark} />
          <div>
            <h1 className={classes.name}>{t('common:appName')}</h1>
            <p className={classes.tagline}>{t('tagline')}</p>
          </div>
        </header>
        {children}
      </div>
    </main>
  );
}
