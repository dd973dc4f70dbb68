import { useState } from 'react';
import { Button, Radio } from '@mantine/core';
import { formatMoment, formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import type { RestoreReport } from '@renderer/data/commands/backups';
import { useTeam } from '@renderer/data/queries/team-context';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { intoView } from './into-view';
import { useRestore } from './restore-store';
import classes from './backup.module.css';

const SHOWN = 20;

/** What a backup would bring, or has brought. */
export function RestoreReportView({ report, isDone }: { report: RestoreReport; isDone: boolean }) {
  const { t } = useTranslation('backup');
  const language = useLanguage();
  const team = useTeam();
  const { restore, stop, leftOut } = useRestore();
  const [which, setWhich] = useState<'onlySendable' | 'everything'>('onlySendable');
  const { head, files, damaged, damagedCount, repaired, unsendable } = report;
  const rows: [string, number][] = [
    [t('new'), report.new],
    [t('changed'), report.changed],
    [t('same'), report.same],
    [t('filesNew'), files.new],
    [t('filesSame'), files.same],
    [t('damaged'), damagedCount],
  ];
  const isNothing = report.new + report.changed + files.new === 0;
  const asks = !isDone && !isNothing;
  return (
    <div className={classes.panel} ref={intoView}>
      <h3 className={classes.heading}>{isDone ? t('happened') : t('wouldHappen')}</h3>
      <p className={classes.muted}>
        {t('about', {
          team: head.teamName,
          when: formatMoment(head.createdAt, language),
          user: head.createdBy === 'operator' ? t('operator') : head.createdBy,
        })}
      </p>
      <dl className={classes.counts}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatNumber(value, language)}</dd>
          </div>
        ))}
      </dl>
      {repaired.length > 0 ? (
        <p className={classes.text}>{t('repaired', { count: repaired.length })}</p>
      ) : null}
      {damaged.length > 0 ? (
        <div role="group" aria-label={t('damagedTitle')}>
          <p className={classes.text}>{t('damagedTitle')}</p>
          <ul className={classes.names}>
            {damaged.slice(0, SHOWN).map(({ name, reason }) => (
              <li key={name}>
                {name}: {t(`reasons.${reason}`)}
              </li>
            ))}
          </ul>
          {damagedCount > SHOWN ? (
            <p className={classes.muted}>{t('damagedMore', { count: damagedCount - SHOWN })}</p>
          ) : null}
        </div>
      ) : null}
      {isNothing ? <p className={classes.text}>{t('nothing')}</p> : null}
      {asks && unsendable > 0 ? (
        <Radio.Group
          value={which}
          onChange={(value) => setWhich(value === 'everything' ? value : 'onlySendable')}
          label={t('which')}
          description={`${t('unsendable', { count: unsendable })} ${t('unsendableHelp')}`}
        >
          <div className={classes.choices}>
            <Radio value="onlySendable" label={t('onlySendable')} />
            <Radio value="everything" label={t('everything')} />
          </div>
        </Radio.Group>
      ) : null}
      {isDone && unsendable > 0 ? (
        <p className={classes.text}>{t(leftOut ? 'leftOut' : 'unsendable', { count: unsendable })}</p>
      ) : null}
      {isDone && !isNothing ? <p className={classes.text}>{t('sent')}</p> : null}
      <div className={classes.acts}>
        {asks ? (
          <Button onClick={() => drop(restore(team, unsendable > 0 && which === 'onlySendable'))}>
            {t('restore')}
          </Button>
        ) : null}
        <Button variant="default" onClick={stop}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}
