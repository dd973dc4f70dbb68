import type { When } from './script';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const RELATIVE = /^([+-]?)(\d+)([mh])$/;
const WORKDAY = /^(\+?)(\d+)d (\d{2}):(\d{2})$/;
const ZONE = 'Europe/Helsinki';

const clockFace = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Milliseconds that Finland's clocks are ahead of UTC at a moment. */
function zoneOffset(milliseconds: number): number {
  const part = Object.fromEntries(
    clockFace.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(milliseconds / 1000) * 1000;
}

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
  const local = now + zoneOffset(now);
  let day = local - (local % DAY);
  for (let left = Number(workday[2]); left > 0;) {
    day += step;
    if (!isWeekend(day)) left -= 1;
  }
  const wanted = day + (Number(workday[3]) * 60 + Number(workday[4])) * MINUTE;
  return wanted - zoneOffset(wanted - zoneOffset(wanted));
}
