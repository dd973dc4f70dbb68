import { Button, Progress } from '@mantine/core';
import { Link } from 'wouter';
import type { SyncStatus } from '@shared/couchdb-sync/types';
import { formatNumber } from '@shared/i18n/format';
import { formatSize } from '@shared/i18n/format-size';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useTeam } from '@renderer/data/queries/team-context';
import { useUnsentByType } from '@renderer/data/queries/unsent';
import { Moment } from '@renderer/ui/moment';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { AuditButton } from './audit-button';
import { pillParts, toldReason } from './pill-parts';
import { kindOfRecord } from './record-text';
import type { RecordKind } from './record-text';
import { SignInAgain } from './sign-in-again';
import { useServerAddress } from './use-server-address';
import classes from './sync-pill.module.css';

/** What the connection does, in words and numbers, and the few things one can do about it. */
export function SyncPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sync');
  const { sync } = useTeam();
  const status = useSyncStatus();
  const { waiting, attention } = pillParts(status);
  const { phase } = status;
  const needsSignIn = phase === 'needsLogin' || phase === 'lockedOut';
  const isConnected = phase === 'live' || phase === 'catchingUp';
  return (
    <div className={classes.panel}>
      <h2 className={classes.heading}>{t('panelTitle')}</h2>
      <p className={classes.text}>
        {t(`phases.${phase === 'offline' && !status.lastError ? 'stopped' : phase}`)}
      </p>
      <Trouble status={status} />
      {phase === 'firstSync' && status.progress ? <FirstSync progress={status.progress} /> : null}
      {needsSignIn ? <SignInAgain onDone={onClose} /> : null}
      {phase === 'needsLogin' ? (
        <p className={classes.muted}>
          {t('signInFails')}{' '}
          <Link href="/attention" className={classes.link} onClick={onClose}>
            {t('export.title')}
          </Link>
        </p>
      ) : null}
      <Facts status={status} onClose={onClose} />
      {waiting + attention > 0 ? <p className={classes.muted}>{t('savedHint')}</p> : null}
      {needsSignIn ? null : (
        <>
          <Button variant="default" onClick={() => sync.syncNow()}>
            {t('syncNow')}
          </Button>
          <AuditButton disabled={!isConnected} />
        </>
      )}
    </div>
  );
}

/** Why there is no connection, in plain words; what the computer says is folded under them. */
function Trouble({ status: { lastError } }: { status: SyncStatus }) {
  const { t } = useTranslation('sync');
  if (!lastError) return null;
  const reason = toldReason(lastError.code);
  return (
    <div>
      {reason ? <p className={classes.text}>{t(`why.${reason}`)}</p> : null}
      <details className={classes.technical}>
        <summary>{t('details')}</summary>
        <code className={classes.muted}>
          {lastError.code}: {lastError.message}
        </code>
      </details>
    </div>
  );
}

function FirstSync({ progress }: { progress: NonNullable<SyncStatus['progress']> }) {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const { done, total, bytes } = progress;
  return (
    <div>
      <Progress aria-label={t('progressLabel')} value={total > 0 ? (done / total) * 100 : 0} />
      <p className={classes.muted}>
        {t('progress', { done: formatNumber(done, language), total: formatNumber(total, language) })}
        {bytes > 0 ? `, ${t('bytes', { size: formatSize(bytes, language) })}` : ''}
        {'. '}
        {t('firstSyncHint')}
      </p>
    </div>
  );
}

function Facts({ status, onClose }: { status: SyncStatus; onClose: () => void }) {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const address = useServerAddress();
  const { waiting, attention } = pillParts(status);
  const kinds = useUnsentKinds();
  return (
    <dl className={classes.facts}>
      <dt>{t('verified')}</dt>
      <dd>{status.lastVerifiedAt ? <Moment at={status.lastVerifiedAt} /> : t('never')}</dd>
      <dt>{t('unsentLabel')}</dt>
      <dd>
        {formatNumber(waiting, language)}
        {kinds.map(([kind, count]) => (
          <span key={kind} className={classes.kind}>
            {t(`unsentOf.${kind}`, { count })}
          </span>
        ))}
      </dd>
      <dt>{t('attentionLabel')}</dt>
      <dd>
        {attention > 0 ? (
          <Link href="/attention" className={classes.alert} onClick={onClose}>
            {formatNumber(attention, language)} · {t('show')}
          </Link>
        ) : (
          formatNumber(0, language)
        )}
      </dd>
      <dt>{t('server')}</dt>
      <dd>{address || t('thisComputer')}</dd>
    </dl>
  );
}

/** What is unsent, in the words people have for it. */
function useUnsentKinds(): [RecordKind, number][] {
  const kinds = new Map<RecordKind, number>();
  for (const [type, count] of useUnsentByType()) {
    const kind = kindOfRecord(`${type}:`);
    kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  return [...kinds];
}
