import { describe, expect, it } from 'vitest';
import { formatMinutes, parseMinutes } from './minutes';

describe('promised times', () => {
  it('read what people type', () => {
    const cases: [string, number][] = [
      ['90', 90],
      ['2 h', 120],
      ['2h', 120],
      ['1,5 h', 90],
      ['1h30', 90],
      ['2 t 15 min', 135],
      [' 45 MIN ', 45],
    ];
    for (const [text, minutes] of cases) expect([text, parseMinutes(text)]).toEqual([text, minutes]);
  });
  it('refuse what is no time', () => {
    for (const text of ['', 'huomenna', '2 x', '0', '-5', '99999999', '1 h foo'])
      expect([text, parseMinutes(text)]).toEqual([text, null]);
  });
  it('come back the same', () => {
    for (const minutes of [1, 59, 60, 61, 120, 480, 2400])
      expect(parseMinutes(formatMinutes(minutes))).toBe(minutes);
  });
});
