import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotesKeeper } from './notes-keeper';

function setUp(options: { text?: string; saved?: string; fail?: () => boolean } = {}) {
  const stored: string[] = [];
  const copies: { text: string; known: string[] }[] = [];
  let kept = 0;
  let release: (() => void) | null = null;
  let slow = false;
  const keeper = createNotesKeeper({
    text: options.text ?? '',
    saved: options.saved ?? '',
    async save(text) {
      if (options.fail?.()) throw new Error('disk full');
      if (slow) await new Promise<void>((resolve) => (release = resolve));
      stored.push(text);
    },
    onTyped: (text, known) => copies.push({ text, known }),
    onKept: () => (kept += 1),
  });
  return {
    keeper,
    stored,
    copies,
    keptTimes: () => kept,
    slowDown: () => (slow = true),
    release: () => release?.(),
  };
}

describe('notes being typed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are saved 250 ms after the last key', async () => {
    const { keeper, stored, keptTimes } = setUp();
    keeper.type('T');
    await vi.advanceTimersByTimeAsync(200);
    keeper.type('Tu');
    await vi.advanceTimersByTimeAsync(249);
    expect(stored).toEqual([]);
    expect(keeper.getState()).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(stored).toEqual(['Tu']);
    expect(keeper.getState()).toBe('kept');
    expect(keptTimes()).toBe(1);
  });

  it('are saved 500 ms after the first key although typing goes on', async () => {
    const { keeper, stored } = setUp();
    for (let key = 1; key <= 6; key += 1) {
      keeper.type('x'.repeat(key));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(stored[0]).toBe('xxxxx');
  });

  it('are in the safety copy in the same moment, with what the database may have', async () => {
    const { keeper, copies, slowDown, release } = setUp({ saved: 'a', text: 'a' });
    slowDown();
    keeper.type('ab');
    expect(copies).toEqual([{ text: 'ab', known: ['a'] }]);
    await vi.advanceTimersByTimeAsync(250);
    keeper.type('abc');
    expect(copies.at(-1)).toEqual({ text: 'abc', known: ['a', 'ab'] });
    release();
  });

  it('typed while a save is on its way are saved next, and the copy stays until then', async () => {
    const { keeper, stored, slowDown, release, keptTimes } = setUp();
    slowDown();
    keeper.type('a');
    await vi.advanceTimersByTimeAsync(250);
    keeper.type('ab');
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(stored).toEqual(['a']);
    expect(keptTimes()).toBe(0);
    await vi.advanceTimersByTimeAsync(250);
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(stored).toEqual(['a', 'ab']);
    expect(keptTimes()).toBe(1);
  });

  it('are durable after a flush', async () => {
    const { keeper, stored } = setUp();
    keeper.type('kesken');
    await keeper.flush();
    expect(stored).toEqual(['kesken']);
    expect(keeper.getState()).toBe('kept');
  });

  it('say that saving failed, keep the text and try again', async () => {
    let failing = true;
    const { keeper, stored } = setUp({ fail: () => failing });
    keeper.type('tärkeä');
    await expect(keeper.flush()).rejects.toThrow('disk full');
    expect(keeper.getState()).toBe('failed');
    expect(keeper.getText()).toBe('tärkeä');
    failing = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stored).toEqual(['tärkeä']);
    expect(keeper.getState()).toBe('kept');
  });

  it('that came from a safety copy are saved at once', async () => {
    const { stored } = setUp({ text: 'pidempi', saved: 'pid' });
    await vi.advanceTimersByTimeAsync(0);
    expect(stored).toEqual(['pidempi']);
  });

  it('take over what was written elsewhere, but never an echo of our own nor over unsaved keys', async () => {
    const { keeper } = setUp();
    keeper.type('a');
    await keeper.flush();
    keeper.type('ab');
    await keeper.flush();
    keeper.adopt('a');
    expect(keeper.getText()).toBe('ab');
    keeper.adopt('from elsewhere');
    expect(keeper.getText()).toBe('from elsewhere');
    keeper.type('from elsewhere, and mine');
    keeper.adopt('again elsewhere');
    expect(keeper.getText()).toBe('from elsewhere, and mine');
    await keeper.flush();
  });
});
