import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RefusedRecord } from '@renderer/data/queries/refused';
import { useTeam } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { Moment } from '@renderer/ui/moment';
import { CopyButton } from './copy-button';
import { kindOfRecord, openableId, textOfRecord } from './record-text';
import classes from './attention-page.module.css';

export function RefusedCard({ record }: { record: RefusedRecord }) {
  const { t } = useTranslation('sync');
  const { sync } = useTeam();
  const { open } = useAppActions();
  const { id, doc, refusal } = record;
  const text = textOfRecord(doc);
  const target = openableId(doc);
  const raw = JSON.stringify({ ...record, doc }, null, 2);
  return (
    <article className={classes.card}>
      <div className={classes.cardTitle}>
        <span className={classes.kind}>{t(`types.${kindOfRecord(id)}`)}</span>
        <span className={classes.text}>{text || id}</span>
        <Moment at={refusal.at} />
      </div>
      <p className={classes.reason}>
        <strong>{t(`refusals.${refusal.reason}.what`)}.</strong> {t(`refusals.${refusal.reason}.next`)}
      </p>
      {refusal.message ? (
        <p className={classes.server}>{t('serverSaid', { message: refusal.message })}</p>
      ) : null}
      <div className={classes.actions}>
        {target ? (
          <Button variant="default" onClick={() => open(target)}>
            {t('openRecord')}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => sync.retryRefused([id])}>
          {t('retry')}
        </Button>
        {text ? <CopyButton text={text} label={t('copyText')} /> : null}
        <CopyButton text={raw} label={t('copyRaw')} />
      </div>
    </article>
  );
}
