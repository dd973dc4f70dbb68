import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from '@renderer/ui/use-translation';
import { nextSpan } from './spans';
import type { Span } from './spans';
import { TimeField } from './time-field';
import classes from './settings.module.css';
import calendar from './calendar.module.css';

/** One weekday's spans of service. */
export function DayRow({
  day,
  spans,
  readOnly,
  onChange,
}: {
  day: string;
  spans: readonly Span[];
  readOnly: boolean;
  onChange: (spans: Span[]) => void;
}) {
  const { t } = useTranslation('settings');
  const change = (index: number, values: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...values } : span)));
  return (
    <div className={calendar.day}>
      <span>{day}</span>
      <div className={calendar.spans}>
        {spans.length === 0 ? <span className={classes.muted}>{t('calendars.closed')}</span> : null}
        {spans.map((span, index) => (
          // Spans have no identity but their place.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className={calendar.span}>
            <TimeField
              label={t('calendars.from', { day })}
              readOnly={readOnly}
              time={span.from}
              onChange={(from) => change(index, { from })}
            />
            –
            <TimeField
              label={t('calendars.to', { day })}
              readOnly={readOnly}
              time={span.to}
              onChange={(to) => change(index, { to })}
            />
            {readOnly ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('calendars.removeSpan', { day, ...span })}
                onClick={() => onChange(spans.filter((_, at) => at !== index))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </span>
        ))}
      </div>
      {readOnly ? null : (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('calendars.addSpan', { day })}
          title={t('calendars.addSpan', { day })}
          onClick={() => onChange([...spans, nextSpan(spans)])}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
