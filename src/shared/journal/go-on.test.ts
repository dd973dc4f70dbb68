import { describe, expect, it } from 'vitest';
import { merge } from '../domain/record/merge';
import { isTeamDocument } from '../domain/validation/shape';
import { roomiestOf } from './go-on';
import { readJournals } from './read-journal';
import type { MemoryDisk } from './testing';
import { journalOn, memoryDisk, ticketAt } from './testing';

const parts = { merge, isTeamDocument };
const filesOn = (world: MemoryDisk) => [...world.files].map(([name, bytes]) => ({ name, bytes }));
const done = () => Promise.resolve();

/** The files of a window that was killed while it had reserved room, on a disk that gives no more. */
async function fullDisk(): Promise<MemoryDisk> {
  const world = memoryDisk();
  const killed = journalOn(world.disk);
  await killed.storing([ticketAt('a', 'a')], done);
  killed.keep('draft:a', 'Soitti');
  await killed.flush();
  world.growth = 0;
  return world;
}

describe('a disk that has no room for a new file', () => {
  it('has it in one of a window that is no more, which is gone on with', async () => {
    const world = await fullDisk();
    const before = world.lines()[0]?.entries.length ?? 0;
    expect(await journalOn(world.disk, { window: 'window-2' }).reserve()).toBe(false);
    const roomy = roomiestOf(filesOn(world), parts);
    expect(roomy).toMatchObject({ name: 'window-1.1', window: 'window-1', torn: false });
    const journal = journalOn(world.disk, roomy ? { start: roomy.start } : {});
    // What is in it is not written once more.
    await journal.storing([ticketAt('a', 'a')], done);
    journal.keep('draft:a', 'Soitti');
    await journal.flush();
    expect(world.lines()[0]?.entries).toHaveLength(before);
    await journal.storing([ticketAt('b', 'b')], done);
    const { docs, texts, damaged } = readJournals(filesOn(world), parts);
    expect([[...docs.keys()], texts.get('draft:a')?.text, damaged]).toEqual([
      ['ticket:a', 'ticket:b'],
      'Soitti',
      [],
    ]);
  });

  it('takes the room of half an entry, and says so', async () => {
    const world = await fullDisk();
    const file = world.files.get('window-1.1') ?? new Uint8Array();
    const length = roomiestOf(filesOn(world), parts)?.start.length ?? 0;
    file.set(new TextEncoder().encode('\n123cf470 {"kind":"sto'), length);
    expect(roomiestOf(filesOn(world), parts)).toMatchObject({ torn: true, start: { length } });
  });

  it('is gone on with where there is most of it, and not at all where there is none', () => {
    const file = (name: string, size: number) => ({ name, bytes: new Uint8Array(size) });
    expect(
      roomiestOf([file('window-1.1', 8), file('window-2.3', 64), file('window-3.1', 9)], parts),
    ).toMatchObject({
      name: 'window-2.3',
      start: { number: 3, length: 0, allotted: 64 },
    });
    expect(roomiestOf([], parts)).toBeNull();
  });
});
