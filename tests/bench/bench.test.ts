import { describe, expect, it } from 'vitest';
import { barLine, isReached, median, quantile, type Bar } from './bench';

const bar = (change: Partial<Bar>): Bar => ({
  number: '1',
  what: 'fresh profile to usable queue',
  value: 900,
  unit: 'ms',
  limit: 1000,
  direction: 'atMost',
  ...change,
});

describe('a bar', () => {
  it('is one line with number, what, figure and verdict', () => {
    expect(barLine(bar({}))).toBe('#1  fresh profile to usable queue  900 ms (≤ 1000)  ok');
    expect(barLine(bar({ value: 1000.4 }))).toBe(
      '#1  fresh profile to usable queue  1000.4 ms (≤ 1000)  missed',
    );
  });

  it('can demand a least figure', () => {
    expect(isReached(bar({ direction: 'atLeast', value: 999 }))).toBe(false);
    expect(isReached(bar({ direction: 'atLeast', value: 1000 }))).toBe(true);
  });

  it('is missed by what is not a number', () => {
    expect(isReached(bar({ value: Number.NaN }))).toBe(false);
  });
});

describe('figures', () => {
  it('have a median and quantiles', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
    expect(() => median([])).toThrow('no figures');
  });
});
