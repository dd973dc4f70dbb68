import { useEffect, useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { readServerAddress } from '@renderer/data/commands/server-address';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useTeam } from '@renderer/data/queries/team-context';
import { Moment } from '@renderer/ui/moment';
import { useLanguage } from '@renderer/ui/use-language';
import { pillParts } from './pill-parts';
import { SignInAgain } from './sign-in-again';
import classes from './sync-pill.module.css';

/** What the connection does, in words and numbers, and the few things one can do about it. */
export function SyncPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const { sync } = useTeam();
  const status = useSyncStatus();
  const [address, setAddress] = useState('');
  useEffect(() => drop(readServerAddress().then((found) => setAddress(found ?? ''))), []);
  const { waiting, attention } = pillParts(status);
  const { phase, progress, lastError, lastVerifiedAt } = status;
  const needsSignIn = phase === 'needsLogin' || phase === 'lockedOut';
  return (
    <div className={classes.panel}>
      <h2 className={classes.heading}>{t('panelTitle')}</h2>
      <p className={classes.text}>{t(`phases.${phase}`)}</p>
      {phase === 'firstSync' && progress ? (
        <div>
          <Progress
            aria-label={t('progressLabel')}
            value={progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
          />
          <p className={classes.muted}>
            {t('progress', {
              done: formatNumber(progress.done, language),
              total: formatNumber(progress.total, language),
            })}
            {'. '}
            {t('firstSyncHint')}
          </p>
        </div>
      ) : null}
      {needsSignIn ? <SignInAgain onDone={onClose} /> : null}
      <dl className={classes.facts}>
        <dt>{t('verified')}</dt>
        <dd>{lastVerifiedAt ? <Moment at={lastVerifiedAt} /> : t('never')}</dd>
        <dt>{t('unsentLabel')}</dt>
        <dd>{formatNumber(waiting, language)}</dd>
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
      {lastError ? <p className={classes.muted}>{t('technical', { message: lastError.message })}</p> : null}
      {waiting + attention > 0 ? <p className={classes.muted}>{t('savedHint')}</p> : null}
      {needsSignIn ? null : (
        <Button variant="default" onClick={() => sync.syncNow()}>
          {t('syncNow')}
        </Button>
      )}
    </div>
  );
}
