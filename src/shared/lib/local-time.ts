/** `2026-11-21` of a moment, in local time; empty for what is no moment. */
export function localDay(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** `12:04` of a moment, in local time; empty for what is no moment. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The moment of a local day `2026-11-21` and time `12:04`, ISO 8601 in UTC; empty when one is missing or wrong. */
export function momentOf(day: string, time: string): string {
  const date = new Date(`${day}T${time}`);
  return Number.isNaN(date.getTime()) || day === '' || time === '' ? '' : date.toISOString();
}

/**
 * A day as people type it, `21.11.2026`, `21/11`, `21.11.` or `2026-11-21`, as `2026-11-21`; empty when it is none.
 * Day before month.
 * @param missingYear a day without a year is in the year of `now`, or the next one to come
 */
export function readDay(text: string, now: Date, missingYear: 'current' | 'next' = 'current'): string {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const typed = /^\s*(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2})?)?\s*$/.exec(text);
  if (!typed) return '';
  const [date, month] = [Number(typed[1]), Number(typed[2])];
  if (typed[3]) return realDay(Number(typed[3].padStart(4, '20')), month, date);
  const current = realDay(now.getFullYear(), month, date);
  const isOver = current === '' || current < localDay(now.toISOString());
  return missingYear === 'next' && isOver ? realDay(now.getFullYear() + 1, month, date) : current;
}

/** Empty for 31.2., although the calendar would roll it over to March. */
function realDay(year: number, month: number, day: number): string {
  const date = new Date(year, month - 1, day);
  const isReal = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return isReal ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : '';
}

/** A time as people type it, `9`, `9.30`, `9:30`, `0930` or `klo 9.30`, as `09:30`; empty when it is none. */
export function readTime(text: string): string {
  const match = /^\s*(?:klo\s*)?(\d{1,2})(?:[.:]?(\d{2}))?\s*$/i.exec(text);
  if (!match) return '';
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? '0')];
  return hours > 23 || minutes > 59 ? '' : `${pad(hours)}:${pad(minutes)}`;
}

function pad(amount: number, length = 2): string {
  return String(amount).padStart(length, '0');
}
