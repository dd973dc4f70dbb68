import { formatMoment, formatShort, formatTime } from '@shared/i18n/format';
import { useLanguage } from './use-language';
import { useToday } from './use-today';

/** A moment in short form; the exact one on hover. Nothing for an empty text. */
export function Moment({ at }: { at: string | null | undefined }) {
  const language = useLanguage();
  const today = useToday();
  if (!at || Number.isNaN(Date.parse(at))) return null;
  return (
    <time dateTime={at} title={formatMoment(at, language)}>
      {formatShort(at, today, language)}
    </time>
  );
}

/** The time of day, where the day is told already; the exact moment on hover. Nothing for an empty text. */
export function TimeOfDay({ at }: { at: string }) {
  const language = useLanguage();
  if (!at || Number.isNaN(Date.parse(at))) return null;
  return (
    <time dateTime={at} title={formatMoment(at, language)}>
      {formatTime(at, language)}
    </time>
  );
}
