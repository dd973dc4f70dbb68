import { describe, expect, it } from 'vitest';
import { readMoment } from './moments';

describe('moments in files', () => {
  it.each([
    ['29-02-2016 01:16', '2016-02-28T23:16:00.000Z'],
    ['21.11.2026 klo 9.05', '2026-11-21T07:05:00.000Z'],
    ['21/11/2026', '2026-11-20T22:00:00.000Z'],
    ['1.6.2026 12:00', '2026-06-01T09:00:00.000Z'],
    ['2020-02-19 01:54:52.426', '2020-02-18T23:54:52.426Z'],
    ['2020-02-19', '2020-02-18T22:00:00.000Z'],
    ['2020-02-19T01:54:52Z', '2020-02-19T01:54:52.000Z'],
    ['2020-02-19 01:54:52 +02:00', '2020-02-18T23:54:52.000Z'],
  ])('reads %s', (text, moment) => {
    expect(readMoment(text, 'Europe/Helsinki')).toBe(moment);
  });

  it.each(['', '?', 'soon', '31.2.2026', '13/13/2026', '2026-11-21 25:00', '12:00', '0001-01-01'])(
    'takes %j for none',
    (text) => {
      expect(readMoment(text, 'Europe/Helsinki')).toBeNull();
    },
  );
});
