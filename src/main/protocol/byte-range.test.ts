import { describe, expect, it } from 'vitest';
import { parseRange } from './byte-range';

describe('parseRange', () => {
  it.each([
    ['bytes=0-3', { first: 0, last: 3 }],
    ['bytes=4-', { first: 4, last: 9 }],
    ['bytes=-2', { first: 8, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['bytes=5-99', { first: 5, last: 9 }],
  ])('reads %s of ten bytes', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });

  it.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-3', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=a-b'])(
    'ignores %j',
    (header) => {
      expect(parseRange(header, 10)).toBeNull();
    },
  );

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('cannot satisfy %s of ten bytes', (header) => {
    expect(parseRange(header, 10)).toBe('unsatisfiable');
  });
});
