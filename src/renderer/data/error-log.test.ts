import { describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../../tests/fixtures/memory-storage';
import { createErrorLog, watchErrors } from './error-log';

describe('error log', () => {
  it('counts errors by kind, code and place, the latest first, over restarts', () => {
    const storage = memoryStorage();
    let time = Date.parse('2026-11-22T10:00:00Z');
    const log = createErrorLog(storage, () => time);
    // Said again by each frame: the message is over where it is said first.
    const error = Object.assign(new TypeError('test'), { code: 'COL23' });
    log.note(error);
    log.note(new RangeError('y'));
    time += 60_000;
    log.note(error);
    const again = createErrorLog(storage, () => time).read();
    expect(again.map(({ what, count }) => [what.split(' ')[0], count])).toEqual([
      ['TypeError(COL23)', 2],
      ['RangeError', 1],
    ]);
    expect(again[0]).toMatchObject({ last: '2026-11-22T10:01:00.000Z' });
    expect(again[0]?.what).toMatch(/error-log\.test\.ts:\d+:\d+$/);
  });

  it('keeps nothing of what an error says, wherever the text hides', () => {
    const items = new Map<string, string>();
    const log = createErrorLog(memoryStorage(items), Date.now);
    const secret = 'Matti Meikäläinen 040 1234567';
    log.note(new Error(`ticket of ${secret}\n    at ${secret} (Matti.js:1:1)`));
    log.note(Object.assign(new Error(secret), { name: secret, code: secret }));
    log.note({ secret });
    log.note(secret);
    expect(log.read()).not.toHaveLength(0);
    expect(JSON.stringify([...items])).not.toMatch(/Matti|Meik|1234567/);
  });

  it('holds forty kinds, and does without a storage that is damaged or full', () => {
    const storage = memoryStorage();
    const log = createErrorLog(storage, Date.now);
    for (let index = 0; index < 100; index += 1) {
      log.note(Object.assign(new Error(), { code: `c${index}` }));
    }
    expect(log.read()).toHaveLength(40);
    storage.setItem('luuri.errors', '{"a":');
    expect(log.read()).toEqual([]);
    const full = createErrorLog(
      {
        getItem: () => '[1,null,{"what":3}]',
        setItem: () => {
          throw new DOMException('', 'QuotaExceededError');
        },
      },
      Date.now,
    );
    full.note(new Error('x'));
    expect(full.read()).toEqual([]);
  });

  it('hears the console and what nobody caught, and still lets the console say it', () => {
    const log = { note: vi.fn(), read: () => [] };
    const listeners = new Map<string, (event: object) => void>();
    const page = { addEventListener: (kind: string, listener: never) => void listeners.set(kind, listener) };
    const said = vi.fn();
    const out = { error: said } as unknown as Console;
    watchErrors(log, page as never, out);
    const [first, second, third] = [new Error('1'), new Error('2'), new Error('3')];
    out.error('failed', first);
    listeners.get('error')?.({ error: second });
    listeners.get('unhandledrejection')?.({ reason: third });
    expect(log.note.mock.calls.flat()).toEqual([first, second, third]);
    expect(said).toHaveBeenCalledWith('failed', first);
  });
});
