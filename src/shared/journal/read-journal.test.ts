import { describe, expect, it } from 'vitest';
import { merge } from '../domain/record/merge';
import { isTeamDocument } from '../domain/validation/shape';
import { seededRandom } from '../lib/seeded-random';
import { toLine } from './lines';
import { readJournals } from './read-journal';
import { journalOn, memoryDisk, ticketAt } from './testing';
import type { MemoryDisk } from './testing';

const read = (world: MemoryDisk) =>
  readJournals(
    [...world.files].map(([name, bytes]) => ({ name, bytes })),
    { merge, isTeamDocument },
  );

/** Some work, told to `done` when the journal said that it is on the disk. */
async function work(world: MemoryDisk, done: (what: string) => void): Promise<void> {
  // Small, so that the file is written anew in the middle.
  const journal = journalOn(world.disk, { tidyAbove: 1_500 });
  for (let round = 0; round < 12; round += 1) {
    const id = `t${round}`;
    await journal.storing([ticketAt(id, id)], () => {
      if (world.room > 0) done(id);
      return Promise.resolve();
    });
    journal.keep('draft:a', `${'text '.repeat(round)}${round}`);
    await journal.flush().then(
      () => done(`draft ${round}`),
      () => undefined,
    );
    if (round === 4) journal.acknowledged(ticketAt('t0', 't0'));
  }
}

describe('a journal that was killed', () => {
  it('gives back at each boundary of a write, and within it, all it said it had', async () => {
    const whole = memoryDisk();
    await work(whole, () => undefined);
    const boundaries = [0, ...whole.marks].flatMap((mark) => [mark, mark + 1, mark + 60]);
    expect(boundaries.length).toBeGreaterThan(70);
    for (const room of boundaries) {
      const world = memoryDisk(room);
      const said: string[] = [];
      await work(world, (what) => said.push(what));
      const { docs, texts, damaged } = read(world);
      expect(damaged, `after ${room} bytes`).toEqual([]);
      for (const id of said.filter((what) => what.startsWith('t') && what !== 't0'))
        expect(docs.get(`ticket:${id}`), `${id} after ${room} bytes`).toEqual(ticketAt(id, id));
      const draft = said.findLast((what) => what.startsWith('draft'))?.slice('draft '.length);
      if (draft !== undefined)
        expect(Number(texts.get('draft:a')?.text.split(' ').at(-1))).toBeGreaterThanOrEqual(Number(draft));
    }
  });

  it('loses one entry to one changed byte, wherever it is, and names it', () => {
    const random = seededRandom(5);
    const lines = ['a', 'b', 'c', 'd'].map((id, number) =>
      toLine({ kind: 'stored', number, docs: [ticketAt(id, id)] }),
    );
    const file = Uint8Array.from(lines.flatMap((line) => [...line]));
    for (let at = 0; at < file.length; at += 3) {
      const bytes = file.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const { docs, damaged } = readJournals([{ name: 'w.1', bytes }], { merge, isTeamDocument });
      expect(docs.size, `byte ${at}`).toBeGreaterThanOrEqual(3);
      for (const [id, doc] of docs) expect(doc).toEqual(ticketAt(id.slice(7), id.slice(7)));
      if (docs.size === 3 && at < file.length - (lines[3]?.length ?? 0))
        expect(damaged[0]?.file, `byte ${at}`).toBe('w.1');
    }
  });
});

describe('reading', () => {
  it('joins versions of one record, from several windows in any order', () => {
    const file = (name: string, ...entries: unknown[]) => ({
      name,
      bytes: Uint8Array.from(entries.flatMap((entry) => [...toLine(entry)])),
    });
    const a = file('a.1', { kind: 'stored', number: 1, docs: [ticketAt('t', 'later', 2)] });
    const b = file('b.1', { kind: 'stored', number: 1, docs: [ticketAt('t', 'earlier', 1)] });
    for (const files of [
      [a, b],
      [b, a],
    ])
      expect(readJournals(files, { merge, isTeamDocument }).docs.get('ticket:t')).toMatchObject({
        subject: 'later',
      });
  });

  it('leaves out what failed, was given up, or is no document, and drafts that became records', () => {
    const world = memoryDisk();
    const entries = [
      { kind: 'kept', key: 'draft:a', text: 'Soitti', at: 5 },
      { kind: 'kept', key: 'draft:b', text: 'Soitti', at: 9 },
      {
        kind: 'stored',
        number: 1,
        docs: [ticketAt('a', 'a')],
        settles: { key: 'draft:a', text: 'Soitti', at: 6 },
      },
      {
        kind: 'stored',
        number: 2,
        docs: [ticketAt('b', 'b')],
        settles: { key: 'draft:b', text: 'Soitti', at: 6 },
      },
      { kind: 'stored', number: 3, docs: [ticketAt('c', 'c')] },
      { kind: 'failed', number: 3 },
      { kind: 'givenUp', ids: ['ticket:b'] },
      { kind: 'stored', number: 4, docs: [{ _id: 'nonsense' }, null] },
      { kind: 'of a newer version', number: 4 },
      null,
      7,
    ];
    world.files.set('w.1', Uint8Array.from(entries.flatMap((entry) => [...toLine(entry)])));
    const { docs, texts, settled, damaged } = read(world);
    expect([...docs.keys()]).toEqual(['ticket:a']);
    expect(texts.get('draft:a')?.text).toBe('');
    expect(texts.get('draft:b')?.text).toBe('Soitti');
    expect(settled).toHaveLength(2);
    expect(damaged).toEqual([]);
  });

  it('gives back half a character that was being typed as it was', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    journal.keep('draft:a', 'Hei \uD83D');
    await journal.flush();
    expect(read(world).texts.get('draft:a')?.text).toBe('Hei \uD83D');
  });

  it('takes no key of a stranger for a property', () => {
    const bytes = Uint8Array.from([
      ...toLine({ kind: 'stored', number: 1, docs: [] }),
      ...toLine(JSON.parse('{"kind":"kept","key":"__proto__","text":"x","at":1,"__proto__":{"a":1}}')),
    ]);
    expect(
      readJournals([{ name: 'w.1', bytes }], { merge, isTeamDocument }).texts.get('__proto__')?.text,
    ).toBe('x');
    expect(Object.prototype).not.toHaveProperty('a');
  });
});
