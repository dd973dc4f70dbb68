import { ulid } from 'ulid';
import { saveSetting } from '@shared/domain/team/team-commands';
import { useHeaders } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { byName } from './by-name';
import { CalendarCard } from './calendar-card';
import { SectionFrame } from './section-frame';

export function CalendarsSection() {
  const { t } = useTranslation('settings');
  const run = useRun();
  const act = useAct();
  const calendars = byName(useHeaders('calendar'));
  const add = () => {
    const day = [{ from: '08:00', to: '16:00' }];
    const values = {
      name: t('calendars.newName'),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      week: { 1: day, 2: day, 3: day, 4: day, 5: day },
      holidays: [],
    };
    return act(() => run(saveSetting, { id: `calendar:${ulid()}`, values }));
  };
  return (
    <SectionFrame intro={t('calendars.intro')} add={{ text: t('calendars.add'), act: add }}>
      {calendars.map((calendar) => (
        <CalendarCard key={calendar._id} calendar={calendar} />
      ))}
    </SectionFrame>
  );
}
