import { describe, expect, it } from 'vitest';
import type { DailyParts } from './daily';
import { backUpOnceADay, isDaily, KEPT } from './daily';

function world(names: readonly string[] = []) {
  const held = new Set(names);
  let time = Date.parse('2026-11-22T10:00:00.000Z');
  const state = { quiet: true, fails: false, outdated: [] as string[] };
  const parts: DailyParts = {
    database: 'luuri-testi',
    folder: {
      isLasting: true,
      list: () => Promise.resolve([...held].map((name) => ({ name, bytes: 1, at: '' }))),
      remove: (name) => Promise.resolve(void held.delete(name)),
    },
    isQuiet: () => state.quiet,
    write(name) {
      if (state.fails) return Promise.reject(new Error('disk full'));
      held.add(name);
      return Promise.resolve();
    },
    outdated: () => Promise.resolve(state.outdated),
    renewed(name) {
      state.outdated = state.outdated.filter((other) => other !== name);
      return Promise.resolve();
    },
    alone: (work) => work(),
    timers: { after: () => () => undefined },
    now: () => time,
  };
  const nextDay = () => {
    time += 86_400_000;
  };
  return { parts, held, state, nextDay };
}

describe('the daily backup', () => {
  it('is written once a day, and not while somebody works', async () => {
    const { parts, held, state, nextDay } = world();
    state.quiet = false;
    await backUpOnceADay(parts);
    expect([...held]).toEqual([]);
    state.quiet = true;
    await backUpOnceADay(parts);
    held.add('luuri-testi-2026-11-22-101500.zip');
    await backUpOnceADay(parts);
    nextDay();
    await backUpOnceADay(parts);
    expect([...held]).toEqual([
      ...['luuri-testi-2026-11-22.zip', 'luuri-testi-2026-11-22-101500.zip', 'luuri-testi-2026-11-23.zip'],
    ]);
  });

  it('keeps the last seven, and none that somebody asked for is removed', async () => {
    const asked = 'luuri-testi-2026-01-01-080000.zip';
    const { parts, held, nextDay } = world([asked]);
    for (let day = 0; day < KEPT + 3; day += 1) {
      await backUpOnceADay(parts);
      nextDay();
    }
    const left = [...held].filter(isDaily);
    expect(left).toHaveLength(KEPT);
    expect(left[0]).toBe('luuri-testi-2026-11-25.zip');
    expect(held.has(asked)).toBe(true);
  });

  it('removes nothing where the new one could not be written', async () => {
    const old = Array.from({ length: KEPT }, (_, day) => `luuri-testi-2026-11-0${day + 1}.zip`);
    const { parts, held, state } = world(old);
    state.fails = true;
    await expect(backUpOnceADay(parts)).rejects.toThrow('disk full');
    expect([...held]).toEqual(old);
  });

  it('is written anew after an erasure; those of before go once it is there, and none that was asked for', async () => {
    const asked = 'luuri-testi-2026-11-21-080000.zip';
    const dailies = ['luuri-testi-2026-11-21.zip', 'luuri-testi-2026-11-22.zip'];
    const { parts, held, state } = world([...dailies, asked]);
    state.outdated = [...dailies, asked];
    state.fails = true;
    await expect(backUpOnceADay(parts)).rejects.toThrow('disk full');
    expect([...held]).toEqual([...dailies, asked]);
    state.fails = false;
    await backUpOnceADay(parts);
    expect([...held].toSorted()).toEqual([asked, 'luuri-testi-2026-11-22.zip']);
    expect(state.outdated).not.toContain('luuri-testi-2026-11-22.zip');
  });

  it('those of before an erasure go also when the one of today is of after it', async () => {
    const { parts, held, state } = world(['luuri-testi-2026-11-21.zip', 'luuri-testi-2026-11-22.zip']);
    state.outdated = ['luuri-testi-2026-11-21.zip'];
    state.fails = true;
    await backUpOnceADay(parts);
    expect([...held]).toEqual(['luuri-testi-2026-11-22.zip']);
  });
});
