import { expect, it } from 'vitest';
import { readDay, readTime } from '@shared/lib/local-time';
import { writeDay, writeTime } from './written-time';

it.each(['fi', 'en'] as const)('times and days are read back as they are written in %s', (language) => {
  expect(readTime(writeTime('07:05', language))).toBe('07:05');
  expect(readDay(writeDay('2026-02-03', language), new Date(2020, 5, 5))).toBe('2026-02-03');
});

it('no day is written as nothing', () => {
  expect(writeDay('', 'fi')).toBe('');
});
