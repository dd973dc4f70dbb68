import { useState } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { formatDate } from '@shared/i18n/format';
import { readDay } from '@shared/lib/local-time';
import { useDraft } from '@renderer/data/queries/draft';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './settings.module.css';
import calendar from './calendar.module.css';

/** Days without service, `YYYY-MM-DD`, in their order. */
export function Holidays({
  days,
  readOnly,
  draftKey,
  onChange,
}: {
  days: readonly string[];
  /** Where a day that is being typed is kept. */
  draftKey: string;
  readOnly: boolean;
  onChange: (days: string[]) => void;
}) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const { text: typed, setText: setTyped } = useDraft(draftKey);
  // Noon: a date alone is midnight in UTC, which is another day in some zones.
  const text = (day: string) => formatDate(`${day}T12:00:00`, language);
  const [now] = useState(() => new Date());
  const found = readDay(typed, now, 'next');
  const add = () => {
    if (found === '') return;
    onChange([...new Set([...days, found])].sort());
    setTyped('');
  };
  return (
    <div>
      <h3 className={classes.cardTitle}>{t('calendars.holidays')}</h3>
      <p className={classes.muted}>{t('calendars.holidaysHint')}</p>
      <ul className={calendar.dates} data-empty={days.length === 0}>
        {days.length === 0 ? <li className={classes.muted}>{t('calendars.noHolidays')}</li> : null}
        {days.map((day) => (
          <li key={day} className={calendar.date}>
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
            w={180}
            aria-label={t('calendars.addHoliday')}
            placeholder={t('calendars.holidayExample')}
            error={typed.length >= 6 && found === '' ? t('calendars.wrongDay') : undefined}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // Enter here adds the day; it must not save the form around it.
              event.preventDefault();
              add();
            }}
          />
          <Button variant="default" disabled={found === ''} onClick={add}>
            {t('calendars.addHoliday')}
          </Button>
        </div>
      )}
    </div>
  );
}
