export interface CallbackChoice {
  id: 'inHour' | 'thisAfternoon' | 'tomorrow' | 'nextWeekday' | 'nextWeek';
  at: Date;
}

const MORNING = 9;
const AFTERNOON = 14;
const MINUTE = 60_000;

/** The times people promise to call back at, in order; local time of the machine. Weekends are passed over. */
export function callbackChoices(now: Date): CallbackChoice[] {
  const choices: CallbackChoice[] = [{ id: 'inHour', at: inHour(now) }];
  if (now.getHours() < AFTERNOON - 1) choices.push({ id: 'thisAfternoon', at: dayAt(now, 0, AFTERNOON) });
  const tomorrow = dayAt(now, 1, MORNING);
  if (isWeekday(tomorrow)) choices.push({ id: 'tomorrow', at: tomorrow });
  else choices.push({ id: 'nextWeekday', at: dayAt(now, tomorrow.getDay() === 6 ? 3 : 2, MORNING) });
  const inWeek = dayAt(now, 7, MORNING);
  if (isWeekday(inWeek)) choices.push({ id: 'nextWeek', at: inWeek });
  return choices;
}

/** To the next full five minutes: a promise is not made to the second. */
function inHour(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + 60 * MINUTE) / (5 * MINUTE)) * 5 * MINUTE);
}

function dayAt(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

function isWeekday(date: Date): boolean {
  return date.getDay() !== 0 && date.getDay() !== 6;
}
