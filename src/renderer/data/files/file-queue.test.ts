import { describe, expect, it } from 'vitest';
import type { QueueVerdict } from './file-queue';
import { createFileQueue } from './file-queue';

/** A queue over given verdicts, with a clock that moves by hand. */
function setUp(verdicts: Record<string, QueueVerdict[]>) {
  const left = new Set(Object.keys(verdicts));
  const log: string[] = [];
  const world = { now: 0, isUp: true, timer: null as { at: number; callback: () => void } | null };
  const queue = createFileQueue({
    wanted: () => [...left],
    work(id) {
      const verdict = verdicts[id]?.shift() ?? 'settled';
      log.push(`${world.now} ${id} ${verdict}`);
      if (verdict === 'settled') left.delete(id);
      return Promise.resolve(verdict);
    },
    isUp: () => world.isUp,
    timers: {
      after(ms, callback) {
        world.timer = { at: world.now + ms, callback };
        return () => {
          world.timer = null;
        };
      },
    },
    now: () => world.now,
    random: () => 1,
  });
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  return {
    ...{ queue, log, world, left, settle },
    /** Lets time pass until the queue's own timer. */
    async elapse() {
      const due = world.timer;
      if (!due) throw new Error('nothing is waited for');
      world.timer = null;
      world.now = due.at;
      due.callback();
      await settle();
    },
  };
}

describe('the queue of files', () => {
  it('works on one after the other, and waits for nothing when all is done', async () => {
    const { queue, log, world, settle } = setUp({ a: [], b: [] });
    queue.wake();
    await settle();
    expect(log).toEqual(['0 a settled', '0 b settled']);
    expect(world.timer).toBeNull();
  });

  it('goes on with the others when one fails, and comes back to it with growing waits', async () => {
    const { queue, log, elapse, settle } = setUp({ a: ['later', 'later'], b: [] });
    queue.wake();
    await settle();
    await elapse();
    await elapse();
    expect(log).toEqual(['0 a later', '0 b settled', '2000 a later', '6000 a settled']);
  });

  it('tries nothing else while the line is down', async () => {
    const { queue, log, elapse, settle } = setUp({ a: ['lineIsDown'], b: [] });
    queue.wake();
    await settle();
    expect(log).toEqual(['0 a lineIsDown']);
    await elapse();
    expect(log.slice(1)).toEqual(['2000 a settled', '2000 b settled']);
  });

  it('asks nothing without a connection, and at once when it is back', async () => {
    const { queue, log, world, settle } = setUp({ a: ['later'] });
    queue.wake();
    await settle();
    world.isUp = false;
    world.timer?.callback();
    await settle();
    expect(log).toHaveLength(1);
    world.isUp = true;
    queue.hurry();
    await settle();
    expect(log).toEqual(['0 a later', '0 a settled']);
  });

  it('waits five minutes at most', async () => {
    const { queue, world, elapse, settle } = setUp({ a: Array<QueueVerdict>(12).fill('later') });
    queue.wake();
    await settle();
    for (let round = 0; round < 10; round += 1) await elapse();
    expect((world.timer?.at ?? 0) - world.now).toBe(300_000);
  });

  it('does nothing after it was stopped', async () => {
    const { queue, log, settle } = setUp({ a: [] });
    await queue.stop();
    queue.wake();
    queue.hurry();
    await settle();
    expect(log).toEqual([]);
  });
});
