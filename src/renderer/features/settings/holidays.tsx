import { useState } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '@shared/i18n/format';
import { useLanguage } from '@renderer/ui/use-language';
import classes from './settings.module.css';

/** Days without service, `YYYY-MM-DD`, in their order. */
export function Holidays({
  days,
  readOnly,
  onChange,
}: {
  days: readonly string[];
  readOnly: boolean;
  onChange: (days: string[]) => void;
}) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  // Noon: a date alone is midnight in UTC, which is another day in some zones.
  const text = (day: string) => formatDate(`${day}T12:00:00`, language);
  const add = () => {
    onChange([...new Set([...days, typed])].sort());
    setTyped('');
  };
  return (
    <div>
      <h4 className={classes.cardTitle}>{t('calendars.holidays')}</h4>
      <p className={classes.muted}>{t('calendars.holidaysHint')}</p>
      <ul className={classes.dates} data-empty={days.length === 0}>
        {days.length === 0 ? <li className={classes.muted}>{t('calendars.noHolidays')}</li> : null}
        {days.map((day) => (
          <li key={day} className={classes.date}>
            {text(day)}
            {readOnly ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="xs"
                aria-label={t('calendars.removeHoliday', { day: text(day) })}
                onClick={() => onChange(days.filter((other) => other !== day))}
              >
                <IconX size={12} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {readOnly ? null : (
        <div className={classes.row}>
          <TextInput
            type="date"
            aria-label={t('calendars.addHoliday')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button variant="default" disabled={typed === ''} onClick={add}>
            {t('calendars.addHoliday')}
          </Button>
        </div>
      )}
    </div>
  );
}
