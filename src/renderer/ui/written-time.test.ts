import { describe, expect, it } from 'vitest';
import { parseDay, parseTime, writeTime } from './written-time';

describe('written times', () => {
  it('read the ways people write a time of day', () => {
    const cases = {
      '8': '08:00',
      '8.30': '08:30',
      '08:30': '08:30',
      '830': '08:30',
      '1630': '16:30',
      ' 16.05 ': '16:05',
    };
    for (const [text, time] of Object.entries(cases)) expect([text, parseTime(text)]).toEqual([text, time]);
  });
  it('refuse what is no time of day', () => {
    for (const text of ['', '24', '8.60', 'aamu', '8.3', '8:30 PM'])
      expect([text, parseTime(text)]).toEqual([text, null]);
  });
  it('are read back as they are written', () => {
    for (const language of ['fi', 'en'] as const)
      expect(parseTime(writeTime('07:05', language))).toBe('07:05');
  });
});

describe('written days', () => {
  const today = '2026-11-21';
  it('read both languages and the international form', () => {
    for (const text of ['24.12.2026', '24/12/2026', '2026-12-24', '24.12.', '24.12'])
      expect([text, parseDay(text, today)]).toEqual([text, '2026-12-24']);
  });
  it('take the next such day when the year is left out', () => {
    expect(parseDay('6.1.', today)).toBe('2027-01-06');
    expect(parseDay('21.11.', today)).toBe('2026-11-21');
    expect(parseDay('29.2.', '2027-03-01')).toBe('2028-02-29');
  });
  it('refuse days that do not exist', () => {
    for (const text of ['31.2.2026', '0.1.2026', '1.13.', 'joulu', ''])
      expect([text, parseDay(text, today)]).toEqual([text, null]);
  });
});
