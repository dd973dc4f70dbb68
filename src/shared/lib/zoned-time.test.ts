import { describe, expect, it } from 'vitest';
import { wallTimeToUtc, zoneOffset } from './zoned-time';

const iso = (wall: string, zone: string) =>
  new Date(wallTimeToUtc(Date.parse(`${wall}Z`), zone)).toISOString();

describe('wall time of a zone', () => {
  it('knows winter and summer time in Finland', () => {
    expect(iso('2026-01-15T12:00', 'Europe/Helsinki')).toBe('2026-01-15T10:00:00.000Z');
    expect(iso('2026-07-15T12:00', 'Europe/Helsinki')).toBe('2026-07-15T09:00:00.000Z');
  });

  it('takes the first of two equal times in autumn', () => {
    expect(iso('2026-10-25T03:30', 'Europe/Helsinki')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('counts a time that spring skips from the clock before the jump', () => {
    expect(iso('2026-03-29T03:30', 'Europe/Helsinki')).toBe('2026-03-29T01:30:00.000Z');
    expect(iso('2026-03-29T04:00', 'Europe/Helsinki')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('knows zones with half hours, and UTC', () => {
    expect(iso('2026-01-15T12:00', 'Asia/Kolkata')).toBe('2026-01-15T06:30:00.000Z');
    expect(iso('2026-01-15T12:00', 'UTC')).toBe('2026-01-15T12:00:00.000Z');
  });

  it('refuses a zone that nobody knows', () => {
    expect(() => zoneOffset(0, 'Nowhere/Else')).toThrow(RangeError);
  });
});
