import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { RowMarks } from '@renderer/components/record-marks';
import { useHeaders } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { BackButton } from '@renderer/ui/back-button';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { Page } from '@renderer/ui/page';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { TemplateEditor } from './template-editor';
import classes from './templates.module.css';

/** The address of a template that has not been saved yet. */
const NEW_TEMPLATE = 'template:new';

/** The team's checklists, and the chosen one to edit. */
export function TemplatesPage({ selectedId }: { selectedId: string }) {
  const { t } = useTranslation('onboarding');
  const language = useLanguage();
  const [, navigate] = useLocation();
  const { open } = useAppActions();
  const { role } = useSession();
  const templates = useHeaders('template');
  const selected = templates.find((template) => template._id === selectedId);
  const sorted = [...templates].sort((a, b) =>
    localized(a.name, language).localeCompare(localized(b.name, language), language),
  );
  return (
    <Page
      title={t('templates')}
      actions={
        <>
          <BackButton variant="default" onClick={() => navigate('/onboarding')}>
            {t('backToList')}
          </BackButton>
          {role === 'viewer' ? null : (
            <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => open(NEW_TEMPLATE)}>
              {t('newTemplate')}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        <nav className={classes.listColumn} aria-label={t('templates')}>
          {sorted.map((template) => (
            <button
              key={template._id}
              type="button"
              className={classes.templateRow}
              aria-current={template._id === selectedId}
              onClick={() => open(template._id)}
            >
              <span>
                <RowMarks id={template._id} />
                {localized(template.name, language)}
              </span>
              <span className={classes.muted}>
                {`${t('stepCount', { count: template.steps.length })} · ${t('version', { version: template.version })}`}
              </span>
            </button>
          ))}
        </nav>
        {selected || selectedId === NEW_TEMPLATE ? (
          <TemplateEditor
            key={selectedId}
            template={selected}
            readOnly={role === 'viewer'}
            onCreated={open}
          />
        ) : (
          <EmptyState title={t('chooseTemplateTitle')} text={t('chooseTemplateText')} />
        )}
      </div>
    </Page>
  );
}
