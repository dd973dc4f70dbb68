import type { Language } from '@shared/i18n/catalogues';

/**
 * Times and days as people write them. The browser's own time and date fields follow the browser's language, not
 * the page's, and show AM and PM where nobody uses them.
 */

/** Reads `8`, `8.30`, `08:30`, `830` as `HH:MM`; null when it is no time of day. */
export function parseTime(text: string): string | null {
  const match = /^(\d{1,2})(?:\s*[.:]\s*(\d{2})|(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? match[3] ?? 0);
  return hour < 24 && minute < 60 ? `${pad(hour)}:${pad(minute)}` : null;
}

/** `HH:MM` as it is written: `08.30` in Finnish, `08:30` in English. */
export function writeTime(time: string, language: Language): string {
  return language === 'fi' ? time.replace(':', '.') : time;
}

/**
 * Reads `24.12.2026`, `24.12.`, `24/12/2026` and `2026-12-24` as `YYYY-MM-DD`; null when there is no such day.
 * @param today `YYYY-MM-DD`; a day without a year is the next one to come
 */
export function parseDay(text: string, today: string): string | null {
  const bare = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?$/.exec(bare);
  if (!written) return null;
  const [month, date] = [Number(written[2]), Number(written[1])];
  if (written[3] !== undefined) return day(Number(written[3]), month, date);
  const year = Number(today.slice(0, 4));
  const thisYear = day(year, month, date);
  return thisYear === null || thisYear < today ? day(year + 1, month, date) : thisYear;
}

function day(year: number, month: number, date: number): string | null {
  const moment = new Date(Date.UTC(year, month - 1, date));
  const isReal = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date && year >= 1900;
  return isReal ? `${year}-${pad(month)}-${pad(date)}` : null;
}

function pad(amount: number): string {
  return String(amount).padStart(2, '0');
}
