import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { platform } from '@renderer/platform/platform';
import { hasRoom, levelOf, LOW, roomToGrow, SCARCE, useSpace, watchSpace } from './space';

vi.mock('@renderer/platform/platform', () => ({ platform: { freeSpace: vi.fn() } }));

const free = vi.mocked(platform.freeSpace);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', {});
  useSpace.setState({ level: 'enough', free: null });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const has = (bytes: number) => free.mockResolvedValue({ ok: true, value: bytes });
const level = () => useSpace.getState().level;

describe('free space', () => {
  it('is low below 500 MB and scarce below 200 MB; what nobody knows is enough', () => {
    expect([LOW, SCARCE]).toEqual([500_000_000, 200_000_000]);
    expect([null, LOW, LOW - 1, SCARCE, SCARCE - 1, 0].map(levelOf)).toEqual([
      'enough',
      'enough',
      'low',
      'low',
      'scarce',
      'scarce',
    ]);
  });

  it('is looked at once a minute, by the disk where there is one and by the browser elsewhere', async () => {
    has(SCARCE - 1);
    const stop = watchSpace();
    await vi.advanceTimersByTimeAsync(0);
    expect([level(), hasRoom()]).toEqual(['scarce', false]);
    free.mockResolvedValue({ ok: false, code: 'unsupported' });
    vi.stubGlobal('navigator', { storage: { estimate: () => ({ quota: 900_000_000, usage: 500_000_000 }) } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([level(), hasRoom()]).toEqual(['low', true]);
    stop();
    has(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(level()).toBe('low');
  });

  it('is full once the disk has refused, whatever is told of it: that ends with the page', async () => {
    has(SCARCE + 1);
    const stop = watchSpace();
    await vi.advanceTimersByTimeAsync(0);
    useSpace.getState().reportFull('all');
    has(LOW);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([level(), hasRoom()]).toEqual(['full', false]);
    stop();
  });
});

describe('what may wait', () => {
  it('waits for room, or for its own end', async () => {
    useSpace.setState({ level: 'scarce' });
    const [first, second] = [new AbortController(), new AbortController()];
    const ended: string[] = [];
    const waiting = [
      roomToGrow(first.signal).then(() => ended.push('aborted')),
      roomToGrow(second.signal).then(() => ended.push('room')),
    ];
    first.abort();
    await waiting[0];
    expect(ended).toEqual(['aborted']);
    useSpace.setState({ level: 'low' });
    await Promise.all(waiting);
    expect(ended).toEqual(['aborted', 'room']);
    await roomToGrow(new AbortController().signal);
  });
});
