import { describe, expect, it } from 'vitest';
import { localDay, localTime, momentOf, readDay, readTime } from './local-time';

const now = new Date(2026, 10, 20, 12);

describe('days as people type them', () => {
  it.each([
    ['21.11.2026', '2026-11-21'],
    ['1.2.2027', '2027-02-01'],
    ['21.11.26', '2026-11-21'],
    ['21.11.', '2026-11-21'],
    ['21.11', '2026-11-21'],
    ['21/11/2026', '2026-11-21'],
    ['2026-11-21', '2026-11-21'],
    [' 21.11. ', '2026-11-21'],
    ['29.2.2028', '2028-02-29'],
    ['29.2.2027', ''],
    ['31.4.', ''],
    ['0.1.', ''],
    ['12', ''],
    ['', ''],
    ['huomenna', ''],
  ])('%j is %j', (text, day) => {
    expect(readDay(text, now)).toBe(day);
  });
});

describe('days without a year, the next to come', () => {
  it.each([
    ['6.1.', '2027-01-06'],
    ['20.11.', '2026-11-20'],
    ['19.11.', '2027-11-19'],
    ['24.12.2020', '2020-12-24'],
    ['31.2.', ''],
  ])('%j is %j', (text, day) => {
    expect(readDay(text, now, 'next')).toBe(day);
  });

  it('are in the next year when this one has no such day', () => {
    expect(readDay('29.2.', new Date(2027, 2, 1, 12), 'next')).toBe('2028-02-29');
  });
});

describe('times as people type them', () => {
  it.each([
    ['9', '09:00'],
    ['9.30', '09:30'],
    ['9:30', '09:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['klo 14.05', '14:05'],
    ['00.00', '00:00'],
    ['23:59', '23:59'],
    ['24', ''],
    ['9.60', ''],
    ['9.3', ''],
    ['', ''],
    ['iltapäivä', ''],
  ])('%j is %j', (text, time) => {
    expect(readTime(text)).toBe(time);
  });
});

it('goes from a moment to its local day and time and back', () => {
  const moment = new Date(2026, 10, 21, 9, 5).toISOString();
  expect([localDay(moment), localTime(moment)]).toEqual(['2026-11-21', '09:05']);
  expect(momentOf('2026-11-21', '09:05')).toBe(moment);
  expect(momentOf('', '09:05')).toBe('');
  expect(momentOf('2026-11-21', '')).toBe('');
  expect([localDay(''), localTime('x')]).toEqual(['', '']);
});
