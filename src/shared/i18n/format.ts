import type { Language } from './catalogues';

const locales: Record<Language, string> = { fi: 'fi-FI', en: 'en-GB' };
// Making a formatter takes a thousand times as long as using it.
const formatters = new Map<string, Intl.DateTimeFormat>();
const numbers = { fi: new Intl.NumberFormat(locales.fi), en: new Intl.NumberFormat(locales.en) };

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locales[language], options);
    formatters.set(key, formatter);
  }
  return formatter;
}

/** `12.04` in Finnish, `12:04` in English; local time, 24 hours. */
export function formatTime(iso: string, language: Language): string {
  return dateFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(iso));
}

/** `klo 12.04`, `klo 9.00` in Finnish, `12:04`, `09:00` in English: for the middle of a sentence. */
export function formatClock(iso: string, language: Language): string {
  // Finnish writes the zero before an hour in timetables and columns only.
  return language === 'fi'
    ? `klo\u00a0${formatTime(iso, language).replace(/^0/, '')}`
    : formatTime(iso, language);
}

/** `21.11.2026` in Finnish, `21 Nov 2026` in English. */
export function formatDate(iso: string, language: Language): string {
  const options: Intl.DateTimeFormatOptions =
    language === 'fi'
      ? { day: 'numeric', month: 'numeric', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' };
  return dateFormat(language, options).format(new Date(iso));
}

/** `ma` in Finnish, `Mon` in English. */
export function formatWeekday(iso: string, language: Language): string {
  return dateFormat(language, { weekday: 'short' }).format(new Date(iso));
}

/** Date, short weekday and time: the exact moment. */
export function formatMoment(iso: string, language: Language): string {
  const weekday = dateFormat(language, { weekday: 'short' }).format(new Date(iso));
  return `${weekday} ${formatDate(iso, language)} ${formatClock(iso, language)}`;
}

/** Today only the time, this year day and month, else the date: for narrow columns. */
export function formatShort(iso: string, now: string, language: Language): string {
  const date = new Date(iso);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return formatTime(iso, language);
  if (date.getFullYear() !== today.getFullYear()) return formatDate(iso, language);
  const options: Intl.DateTimeFormatOptions =
    language === 'fi' ? { day: 'numeric', month: 'numeric' } : { day: 'numeric', month: 'short' };
  return dateFormat(language, options).format(date);
}

/** `4 min 12 s`, `1 h 3 min`, `2 pv 4 h`: at most two units, with non-breaking spaces. */
export function formatDuration(seconds: number, language: Language): string {
  const total = Math.max(0, Math.floor(seconds));
  const day = language === 'fi' ? 'pv' : 'd';
  const units: [number, string][] = [
    [Math.floor(total / 86_400), day],
    [Math.floor(total / 3_600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ];
  const first = units.findIndex(([amount]) => amount > 0);
  if (first < 0) return '0\u00a0s';
  return units
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}\u00a0${unit}`)
    .join('\u00a0');
}

/** A running clock: `04:12`, `1:04:12`. */
export function formatTimer(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const pad = (amount: number) => String(amount).padStart(2, '0');
  const hours = Math.floor(total / 3_600);
  const rest = `${pad(Math.floor(total / 60) % 60)}:${pad(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Non-breaking spaces (fi) or commas (en) between thousands. */
export function formatNumber(amount: number, language: Language): string {
  return numbers[language].format(amount);
}
