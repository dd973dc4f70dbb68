import { describe, expect, it } from 'vitest';
import { callbackChoices } from './callback-choices';

// November 2026: the 16th is a Monday, the 20th a Friday.
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);
const choicesAt = (now: Date) =>
  Object.fromEntries(callbackChoices(now).map((choice) => [choice.id, choice.at]));

describe('times to call back', () => {
  it('on a weekday morning', () => {
    expect(choicesAt(at(16, 9, 3))).toEqual({
      inHour: at(16, 10, 5),
      thisAfternoon: at(16, 14),
      tomorrow: at(17, 9),
      nextWeek: at(23, 9),
    });
  });

  it('offer no afternoon that has begun', () => {
    expect(choicesAt(at(16, 13))).not.toHaveProperty('thisAfternoon');
  });

  it.each([
    ['Friday', at(20, 15)],
    ['Saturday', at(21, 10)],
  ])('pass over the weekend on %s', (_, now) => {
    expect(choicesAt(now)).toMatchObject({ nextWeekday: at(23, 9) });
    expect(choicesAt(now)).not.toHaveProperty('tomorrow');
  });

  it('on Sunday, tomorrow is Monday', () => {
    expect(choicesAt(at(22, 10))).toMatchObject({ tomorrow: at(23, 9) });
  });

  it('keep the hour over a change to winter time', () => {
    expect(choicesAt(new Date(2026, 9, 24, 10)).nextWeekday).toEqual(new Date(2026, 9, 26, 9));
  });
});
