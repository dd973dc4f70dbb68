import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import { reloadPage } from './reload-page';

describe('loading the page anew', () => {
  it('is tried four times a minute and no more', () => {
    const memory = memoryStorage();
    let now = 0;
    let reloads = 0;
    const again = () =>
      reloadPage(
        () => now,
        memory,
        () => (reloads += 1),
      );
    const answers = [0, 10_000, 20_000, 30_000, 40_000, 59_999].map((at) => {
      now = at;
      return again();
    });
    expect(answers).toEqual([true, true, true, true, false, false]);
    now = 60_001;
    expect(again()).toBe(true);
    expect(reloads).toBe(5);
  });
});
