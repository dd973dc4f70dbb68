import { describe, expect, it } from 'vitest';
import { areSpansValid, nextSpan } from './spans';

describe('spans of a day', () => {
  it('allow a lunch break, in any order', () => {
    expect(
      areSpansValid([
        { from: '12:00', to: '16:00' },
        { from: '08:00', to: '11:30' },
      ]),
    ).toBe(true);
    expect(
      areSpansValid([
        { from: '08:00', to: '12:00' },
        { from: '12:00', to: '16:00' },
      ]),
    ).toBe(true);
    expect(areSpansValid([])).toBe(true);
  });
  it('refuse overlaps, backwards spans and unfinished times', () => {
    expect(
      areSpansValid([
        { from: '08:00', to: '12:00' },
        { from: '11:00', to: '16:00' },
      ]),
    ).toBe(false);
    expect(areSpansValid([{ from: '16:00', to: '08:00' }])).toBe(false);
    expect(areSpansValid([{ from: '', to: '16:00' }])).toBe(false);
  });
  it('suggest a span that fits after the last', () => {
    const lunch = [{ from: '08:00', to: '11:00' }];
    expect(areSpansValid([...lunch, nextSpan(lunch)])).toBe(true);
    expect(nextSpan([])).toEqual({ from: '08:00', to: '16:00' });
  });
});
