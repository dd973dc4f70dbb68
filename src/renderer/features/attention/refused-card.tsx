import { useState } from 'react';
import { Button } from '@mantine/core';
import { useRecordTitle } from '@renderer/components/record-words/use-record-title';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useTeam } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { Moment } from '@renderer/ui/moment';
import { useTranslation } from '@renderer/ui/use-translation';
import { CopyButton } from './copy-button';
import { GiveUpDialog } from './give-up-dialog';
import type { RefusedGroup } from './group-refused';
import { kindOfRecord, openableId, textOfRecord } from './record-text';
import { RefusedParts } from './refused-parts';
import classes from './attention-page.module.css';

/** One record whose changes the server refused: what, why in plain words, and what can be done. */
export function RefusedCard({ group }: { group: RefusedGroup }) {
  const { t } = useTranslation('sync');
  const { sync } = useTeam();
  const { open } = useAppActions();
  const titleOf = useRecordTitle();
  const [asks, setAsks] = useState(false);
  const isConnected = useIsConnected();
  const { id, records, at } = group;
  const own = records.find((record) => record.id === id);
  const target = own ? openableId(own.doc) : openableId(records[0]?.doc ?? { _id: '', type: '', v: 1 });
  const text = records
    .map(({ doc }) => textOfRecord(doc))
    .filter(Boolean)
    .join('\n\n');
  const reasons = [...new Set(records.map(({ refusal }) => refusal.reason))];
  const messages = [...new Set(records.map(({ refusal }) => refusal.message).filter(Boolean))];
  return (
    <article className={classes.card} aria-label={titleOf(id, own?.doc)}>
      <div className={classes.cardTitle}>
        <span className={classes.kind}>{t(`types.${kindOfRecord(id)}`)}</span>
        <span className={classes.text} dir="auto">
          {titleOf(id, own?.doc)}
        </span>
        <Moment at={at} />
      </div>
      <RefusedParts group={group} />
      {reasons.map((reason) => (
        <p key={reason} className={classes.reason}>
          <strong>{t(`refusals.${reason}.what`)}.</strong> {t(`refusals.${reason}.next`)}
        </p>
      ))}
      {messages.length > 0 ? (
        <details className={classes.technical}>
          <summary>{t('details')}</summary>
          {messages.map((message) => (
            <p key={message} className={classes.server}>
              {t('serverSaid', { message })}
            </p>
          ))}
        </details>
      ) : null}
      <div className={classes.actions}>
        {target ? (
          <Button variant="default" onClick={() => open(target)}>
            {t('openRecord')}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => sync.retryRefused(records.map((record) => record.id))}>
          {t('retry')}
        </Button>
        {text ? <CopyButton text={text} label={t('copyText')} /> : null}
        <CopyButton text={JSON.stringify(records, null, 2)} label={t('copyRaw')} />
        <Button
          variant="subtle"
          color="red"
          disabled={!isConnected}
          title={isConnected ? undefined : t('giveUp.offline')}
          onClick={() => setAsks(true)}
        >
          {t('giveUp.start')}
        </Button>
      </div>
      {asks ? <GiveUpDialog group={group} onClose={() => setAsks(false)} /> : null}
    </article>
  );
}

function useIsConnected(): boolean {
  const { phase } = useSyncStatus();
  return phase === 'live' || phase === 'catchingUp' || phase === 'firstSync';
}
