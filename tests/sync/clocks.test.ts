import { describe, expect, it } from 'vitest';
import { Client } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { VirtualTime } from './support/virtual-time';

const DAY = 86_400_000;

describe('clocks that are wrong', () => {
  it.each([
    ['a day ahead', DAY],
    ['a day behind', -DAY],
    ['ten years ahead', 3650 * DAY],
  ])(
    '3.1, 9.1 %s, during a run and over a restart: nothing stays unsent, nobody wins for ever',
    async (_what, skew) => {
      const time = new VirtualTime();
      const couch = new FakeCouch();
      const [a, b] = [new Client('a', couch, time), new Client('b', couch, time)];
      const quiet = () => time.until(() => a.isQuiet() && b.isQuiet(), 10_000, 'quiet');
      a.start();
      b.start();
      const stamps: string[] = [];
      for (let round = 0; round < 12; round += 1) {
        // Right, wrong, right again, and a restart in between.
        a.skewMs = round % 2 === 0 ? 0 : skew;
        if (round % 3 === 2) await a.restart();
        stamps.push(a.edit('ticket:01', { subject: `a ${round}` }));
        await quiet();
        await time.until(() => b.doc('ticket:01')?.['subject'] === `a ${round}`, 10_000, 'seen by b');
        b.edit('ticket:01', { subject: `b ${round}` });
        await quiet();
        await time.until(
          () => a.doc('ticket:01')?.['subject'] === `b ${round}`,
          10_000,
          'b wins what it has seen',
        );
      }
      expect([...stamps].sort()).toEqual(stamps);
      expect([a.status.unsent, a.status.needsAttention, b.status.unsent]).toEqual([0, 0, 0]);
      expect(couch.get('ticket:01')).toMatchObject({ subject: 'b 11' });
    },
  );
});
