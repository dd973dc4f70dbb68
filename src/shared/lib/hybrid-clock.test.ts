import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHybridClock, isStamp, stampMilliseconds } from './hybrid-clock';

describe('hybrid clock', () => {
  it('gives ever later stamps although the wall clock stands still or goes back', () => {
    const readings = [1_000_000, 1_000_000, 500, 0, 1_000_001];
    const clock = createHybridClock(() => readings.shift() ?? 0, 'K7ab');
    const stamps = Array.from({ length: 20 }, () => clock.next());
    expect([...stamps].sort()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(stamps.length);
    expect(stamps.every(isStamp)).toBe(true);
  });

  it('is later than any stamp it has been shown', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(4_000_000_000_000), { maxLength: 5 }), (now, others) => {
        const seen = others.map((time) => createHybridClock(() => time, 'other').next());
        const stamp = createHybridClock(() => now, 'mine').next(...seen);
        expect(seen.every((other) => other < stamp)).toBe(true);
      }),
      { seed: 7 },
    );
  });

  it('carries over when one millisecond has seen all its stamps', () => {
    const clock = createHybridClock(() => 5, 'n');
    let last = '';
    for (let index = 0; index < 36 ** 3 + 10; index += 1) {
      const stamp = clock.next();
      expect(stamp > last).toBe(true);
      last = stamp;
    }
    expect(stampMilliseconds(last)).toBe(6);
  });

  it('takes no notice of what is not a stamp', () => {
    const clock = createHybridClock(() => 5, 'n');
    expect(stampMilliseconds(clock.next('zzzzzzzzzzzzz', '', 'hello'))).toBe(5);
  });

  it('makes stamps that are valid, whatever the wall clock says', () => {
    for (const wall of [-1, 0, 5e12, 1e15, Number.MAX_SAFE_INTEGER, Infinity]) {
      const clock = createHybridClock(() => wall, 'n');
      const [first, second] = [clock.next(), clock.next()];
      expect([isStamp(first), isStamp(second), second > first]).toEqual([true, true, true]);
    }
  });

  it('takes no notice of what sorts after every stamp', () => {
    const clock = createHybridClock(() => 5, 'n');
    for (const hostile of ['zzzzzzzzz-zzz-zzzzzzzzzzzzzzzz', '~', '2kmc0ao00-000-a']) {
      expect(isStamp(hostile)).toBe(false);
      expect(stampMilliseconds(clock.next(hostile))).toBe(5);
    }
  });
});
