import { Button, Select, TextInput } from '@mantine/core';
import type { Calendar } from '@shared/domain/team/team';
import { useTranslation } from '@renderer/ui/use-translation';
import { DayRow } from './day-row';
import { Holidays } from './holidays';
import { SettingCard } from './setting-card';
import { areSpansValid } from './spans';
import { useIsLead } from './use-is-lead';
import { useSettingForm } from './use-setting-form';
import classes from './settings.module.css';

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type Weekday = (typeof weekdays)[number];

/** Weekly service hours, several spans a day, and the closed days. */
export function CalendarCard({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('settings');
  const isLead = useIsLead();
  const { name, timeZone, week, holidays } = calendar;
  const form = useSettingForm(calendar._id, { name, timeZone, week, holidays });
  const { values } = form;
  const spansValid = weekdays.every((day) => areSpansValid(values.week[day] ?? []));
  const problem = values.name.trim() === '' ? t('nameNeeded') : spansValid ? null : t('calendars.wrongSpan');
  const copyMonday = () => {
    const monday = values.week['1'] ?? [];
    form.set({ week: { ...values.week, 2: monday, 3: monday, 4: monday, 5: monday } });
  };
  return (
    <SettingCard title={name} form={form} problem={problem}>
      <div className={classes.row}>
        <TextInput
          className={classes.grow}
          label={t('calendars.name')}
          readOnly={!isLead}
          value={values.name}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
        />
        <Select
          className={classes.grow}
          label={t('calendars.timeZone')}
          readOnly={!isLead}
          searchable
          data={timeZones(values.timeZone)}
          value={values.timeZone}
          onChange={(next) => {
            if (next) form.set({ timeZone: next });
          }}
        />
      </div>
      <div>
        {weekdays.map((day) => (
          <DayRow
            key={day}
            day={t(`calendars.weekdays.${day}`)}
            spans={values.week[day] ?? []}
            readOnly={!isLead}
            onChange={(spans) => form.set({ week: { ...values.week, [day]: spans } })}
          />
        ))}
      </div>
      {isLead ? (
        <div>
          <Button variant="default" onClick={copyMonday}>
            {t('calendars.copyWeekdays')}
          </Button>
        </div>
      ) : null}
      <Holidays
        days={values.holidays}
        readOnly={!isLead}
        draftKey={`settings/${calendar._id}/holiday`}
        onChange={(days) => form.set({ holidays: days })}
      />
    </SettingCard>
  );
}

/** All zones that the browser knows, with the present one even when it does not. */
function timeZones(current: string): string[] {
  return [...new Set([current, ...Intl.supportedValuesOf('timeZone')])];
}
