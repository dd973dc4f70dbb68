import { wallTimeToUtc } from '@shared/lib/zoned-time';
import { ImportError } from './import-error';

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$/i;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(?:klo )?(.+))?$/i;
const TIME = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?(?:\s*UTC)?$/i;

/**
 * Reads a moment as people and programs write it: ISO 8601, `2020-02-19 01:54:52.123`, `29-02-2016 01:16`,
 * `21.11.2026 klo 9.05`, `21/11/2026`. Day before month. Without a zone in the text, it is wall time of `zone`.
 *
 * @returns ISO 8601 in UTC, or null when it is none
 */
export function readMoment(text: string, zone: string): string | null {
  const trimmed = text.trim();
  if (WITH_ZONE.test(trimmed)) {
    const time = Date.parse(trimmed.replace(/\s+(?=Z|[+-]\d{2}:?\d{2}$)/i, '').replace(' ', 'T'));
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  }
  const yearFirst = YEAR_FIRST.exec(trimmed);
  if (yearFirst) return wallMoment(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4], zone);
  const dayFirst = DAY_FIRST.exec(trimmed);
  if (dayFirst) return wallMoment(dayFirst[3], dayFirst[2], dayFirst[1], dayFirst[4], zone);
  return null;
}

function wallMoment(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: string | undefined,
  zone: string,
): string | null {
  const clock = time === undefined ? ['', '0', '0', '0', '0'] : TIME.exec(time.trim());
  if (!clock) return null;
  const fraction = Math.floor(Number(`0.${clock[4] ?? '0'}`) * 1000);
  const parts = [year, month, day, clock[1], clock[2], clock[3] ?? '0'].map(Number);
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = parts;
  const wall = Date.UTC(y, m - 1, d, h, min, s, fraction);
  const read = new Date(wall);
  const isReal =
    read.getUTCFullYear() === y &&
    read.getUTCMonth() === m - 1 &&
    read.getUTCDate() === d &&
    h < 24 &&
    min < 60;
  if (!isReal || y < 1970) return null;
  return new Date(wallTimeToUtc(wall, zone)).toISOString();
}

/**
 * @throws ImportError `unknownTimeZone`
 */
export function checkTimeZone(zone: string): void {
  try {
    wallTimeToUtc(0, zone);
  } catch {
    throw new ImportError('unknownTimeZone', '', { zone });
  }
}
