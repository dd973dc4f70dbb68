import type { Language } from '@shared/i18n/catalogues';

/*
 * Times and days as people write them. The browser's own time and date fields follow the browser's language, not
 * the page's, and show AM and PM where nobody uses them.
 */

/** `HH:MM` as it is written: `08.30` in Finnish, `08:30` in English. */
export function writeTime(time: string, language: Language): string {
  return language === 'fi' ? time.replace(':', '.') : time;
}

/** `YYYY-MM-DD` as it is written: `24.12.2026` in Finnish, `24/12/2026` in English; empty for no day. */
export function writeDay(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year) return '';
  return language === 'fi' ? `${date}.${month}.${year}` : `${date}/${month}/${year}`;
}
