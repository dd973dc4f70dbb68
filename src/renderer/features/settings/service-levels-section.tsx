import { IconClockHour4 } from '@tabler/icons-react';
import { ulid } from 'ulid';
import { saveSetting } from '@shared/domain/team/team-commands';
import { useHeaders } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { EmptyState } from '@renderer/ui/empty-state';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { byName } from './by-name';
import { SectionFrame } from './section-frame';
import { ServiceLevelCard } from './service-level-card';

/** What a new promise starts with, minutes of service time. */
const firstTargets = {
  high: { firstResponse: 120, nextResponse: 240, updateDue: 240, resolution: 480 },
  medium: { firstResponse: 480, nextResponse: 480, updateDue: 960, resolution: 2400 },
  low: { firstResponse: 960, nextResponse: 1440, updateDue: 2400, resolution: 4800 },
};

export function ServiceLevelsSection() {
  const { t } = useTranslation('settings');
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
    <SectionFrame intro={t('serviceLevels.intro')} add={{ text: t('serviceLevels.add'), act: add }}>
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
    </SectionFrame>
  );
}
