import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ulid } from 'ulid';
import { useTranslation } from 'react-i18next';
import { saveSetting } from '@shared/domain/team/team-commands';
import { drop } from '@shared/lib/drop';
import { useHeaders } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { byName } from './by-name';
import { CalendarCard } from './calendar-card';
import { ReadOnlyNote } from './read-only-note';
import { useIsLead } from './use-is-lead';
import classes from './settings.module.css';

export function CalendarsSection() {
  const { t } = useTranslation('settings');
  const isLead = useIsLead();
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
    <>
      <p className={classes.intro}>{t('calendars.intro')}</p>
      {isLead ? null : <ReadOnlyNote />}
      {calendars.map((calendar) => (
        <CalendarCard key={calendar._id} calendar={calendar} />
      ))}
      {isLead ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => drop(add())}
        >
          {t('calendars.add')}
        </Button>
      ) : null}
    </>
  );
}
