import { Button } from '@mantine/core';
import { IconClockHour4, IconPlus } from '@tabler/icons-react';
import { ulid } from 'ulid';
import { useTranslation } from 'react-i18next';
import { saveSetting } from '@shared/domain/team/team-commands';
import { drop } from '@shared/lib/drop';
import { useHeaders } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { EmptyState } from '@renderer/ui/empty-state';
import { useAct } from '@renderer/components/use-act';
import { byName } from './by-name';
import { ReadOnlyNote } from './read-only-note';
import { ServiceLevelCard } from './service-level-card';
import { useIsLead } from './use-is-lead';
import classes from './settings.module.css';

/** What a new promise starts with, minutes of service time. */
const firstTargets = {
  high: { firstResponse: 120, nextResponse: 240, updateDue: 240, resolution: 480 },
  medium: { firstResponse: 480, nextResponse: 480, updateDue: 960, resolution: 2400 },
  low: { firstResponse: 960, nextResponse: 1440, updateDue: 2400, resolution: 4800 },
};

export function ServiceLevelsSection() {
  const { t } = useTranslation('settings');
  const isLead = useIsLead();
  const run = useRun();
  const act = useAct();
  const levels = byName(useHeaders('serviceLevel'));
  const calendars = byName(useHeaders('calendar'));
  const add = () => {
    const calendarId = calendars[0]?._id ?? '';
    const values = { name: t('serviceLevels.newName'), calendarId, targets: firstTargets };
    return act(() => run(saveSetting, { id: `serviceLevel:${ulid()}`, values }));
  };
  return (
    <>
      <p className={classes.intro}>{t('serviceLevels.intro')}</p>
      {isLead ? null : <ReadOnlyNote />}
      {levels.map((level) => (
        <ServiceLevelCard key={level._id} level={level} calendars={calendars} />
      ))}
      {levels.length === 0 ? (
        <EmptyState
          icon={<IconClockHour4 size={32} aria-hidden />}
          title={t('serviceLevels.emptyTitle')}
          text={t('serviceLevels.emptyText')}
        />
      ) : null}
      {isLead ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => drop(add())}
        >
          {t('serviceLevels.add')}
        </Button>
      ) : null}
    </>
  );
}
