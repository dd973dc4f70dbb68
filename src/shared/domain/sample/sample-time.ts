import { wallTimeToUtc, zoneOffset } from '@shared/lib/zoned-time';
import type { When } from './script';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const RELATIVE = /^([+-]?)(\d+)([mh])$/;
const WORKDAY = /^(\+?)(\d+)d (\d{2}):(\d{2})$/;
const ZONE = 'Europe/Helsinki';

function isWeekend(localMilliseconds: number): boolean {
  const weekday = new Date(localMilliseconds).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/**
 * Milliseconds since 1970 of a moment in a script, seen from `now`.
 * @throws RangeError for a text that is none
 */
export function sampleMoment(when: When, now: number): number {
  const relative = RELATIVE.exec(when);
  if (relative) {
    const length = Number(relative[2]) * (relative[3] === 'h' ? 60 : 1) * MINUTE;
    return relative[1] === '+' ? now + length : now - length;
  }
  const workday = WORKDAY.exec(when);
  if (!workday) throw new RangeError(`not a moment: ${when}`);
  const step = workday[1] === '+' ? DAY : -DAY;
  const local = now + zoneOffset(now, ZONE);
  let day = local - (local % DAY);
  for (let left = Number(workday[2]); left > 0;) {
    day += step;
    if (!isWeekend(day)) left -= 1;
  }
  const wanted = day + (Number(workday[3]) * 60 + Number(workday[4])) * MINUTE;
  return wallTimeToUtc(wanted, ZONE);
}
