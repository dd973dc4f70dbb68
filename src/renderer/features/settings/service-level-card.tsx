import { Select, TextInput } from '@mantine/core';
import type { Calendar, ServiceLevel } from '@shared/domain/team/team';
import { useTranslation } from '@renderer/ui/use-translation';
import { MinutesField } from './minutes-field';
import { SettingCard } from './setting-card';
import { useIsLead } from './use-is-lead';
import { useSettingForm } from './use-setting-form';
import classes from './settings.module.css';
import table from './table.module.css';

const priorities = ['high', 'medium', 'low'] as const;
const targetNames = ['firstResponse', 'nextResponse', 'updateDue', 'resolution'] as const;
const none = { firstResponse: 480, nextResponse: 480, updateDue: 960, resolution: 2400 };

/** The promised times of one service level, per priority. */
export function ServiceLevelCard({
  level,
  calendars,
}: {
  level: ServiceLevel;
  calendars: readonly Calendar[];
}) {
  const { t } = useTranslation(['settings', 'common']);
  const isLead = useIsLead();
  const { name, calendarId, targets } = level;
  const form = useSettingForm(level._id, { name, calendarId, targets });
  const problem = form.values.name.trim() === '' ? t('nameNeeded') : null;
  return (
    <SettingCard title={name} form={form} problem={problem}>
      <div className={classes.row}>
        <TextInput
          className={classes.grow}
          label={t('serviceLevels.name')}
          readOnly={!isLead}
          value={form.values.name}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
        />
        <Select
          className={classes.grow}
          label={t('serviceLevels.calendar')}
          readOnly={!isLead}
          data={calendars.map((calendar) => ({ value: calendar._id, label: calendar.name }))}
          value={form.values.calendarId}
          onChange={(next) => form.set({ calendarId: next ?? '' })}
        />
      </div>
      <table className={table.table}>
        <thead>
          <tr>
            <th>{t('serviceLevels.targets')}</th>
            {priorities.map((priority) => (
              <th key={priority}>{t(`common:priorities.${priority}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {targetNames.map((target) => (
            <tr key={target}>
              <td>{t(`serviceLevels.${target}`)}</td>
              {priorities.map((priority) => {
                const times = form.values.targets[priority] ?? none;
                const label = t('serviceLevels.cell', {
                  target: t(`serviceLevels.${target}`),
                  priority: t(`common:priorities.${priority}`),
                });
                return (
                  <td key={priority}>
                    <MinutesField
                      label={label}
                      readOnly={!isLead}
                      minutes={times[target]}
                      onChange={(minutes) =>
                        form.set({
                          targets: { ...form.values.targets, [priority]: { ...times, [target]: minutes } },
                        })
                      }
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </SettingCard>
  );
}
