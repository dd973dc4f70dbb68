import { describe, expect, it } from 'vitest';
import type { TeamDocument } from '../domain/record/documents';
import type { JournalEntry } from './entries';
import type { Journal } from './journal';
import { heldTimers, journalOn, memoryDisk, ticketAt } from './testing';
import type { MemoryDisk } from './testing';

const store = (journal: Journal, ...docs: TeamDocument[]) => journal.storing(docs, () => Promise.resolve());
const entriesOn = (world: MemoryDisk) => world.lines().flatMap(({ entries }) => entries as JournalEntry[]);
const kindsOn = (world: MemoryDisk) => entriesOn(world).map(({ kind }) => kind);

describe('what a command stores', () => {
  it('is on the disk before the database hears of it', async () => {
    const world = memoryDisk();
    let seen: string[] = [];
    await journalOn(world.disk).storing([ticketAt('a', 'a')], () => {
      seen = kindsOn(world);
      return Promise.resolve();
    });
    expect(seen).toEqual(['stored']);
  });

  it('goes to the disk together with what comes at the same time', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    await store(journal, ticketAt('first', ''));
    const before = world.writes;
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => store(journal, ticketAt(id, id))));
    expect(kindsOn(world)).toHaveLength(5);
    expect(world.writes - before).toBeLessThanOrEqual(2);
  });

  it('is taken back where the database refuses it, which the person is told', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    const failing = journal.storing([ticketAt('a', 'a')], () => Promise.reject(new Error('no database')));
    await expect(failing).rejects.toThrow('no database');
    await journal.flush();
    expect(kindsOn(world)).toEqual(['stored', 'failed']);
  });

  it('settles the draft it was made of, and not what was typed since', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    journal.keep('draft:a', 'Soitti');
    await journal.storing([ticketAt('a', 'a')], () => Promise.resolve(), { key: 'draft:a', text: 'Soitti' });
    journal.keep('draft:b', 'Soitti');
    await journal.storing(
      [ticketAt('b', 'b')],
      async () => {
        journal.keep('draft:b', 'Soitti taas');
        await Promise.resolve();
      },
      { key: 'draft:b', text: 'Soitti' },
    );
    await journal.flush();
    const last = new Map(
      entriesOn(world).flatMap((entry) => (entry.kind === 'kept' ? [[entry.key, entry]] : [])),
    );
    expect([...last.values()].map(({ text }) => text)).toEqual(['', 'Soitti taas']);
  });
});

describe('a disk that never answers', () => {
  it('holds nobody up, and is told of once', async () => {
    const world = memoryDisk();
    const clock = heldTimers();
    const troubles: unknown[] = [];
    const disk = { ...world.disk, write: () => new Promise<void>(() => undefined) };
    const onTrouble = (error: unknown) => void troubles.push(error);
    const journal = journalOn(disk, { timers: clock.timers, onTrouble });
    const first = store(journal, ticketAt('a', 'a'));
    clock.pass();
    await first;
    const second = store(journal, ticketAt('b', 'b'));
    clock.pass();
    await second;
    expect(troubles).toHaveLength(1);
  });
});

describe('an entry leaves', () => {
  it('when the server has that very content, and not when it has something newer beside it', async () => {
    const world = memoryDisk();
    const clock = heldTimers();
    const journal = journalOn(world.disk, { timers: clock.timers });
    const [first, second] = [ticketAt('a', 'first', 0), ticketAt('a', 'second', 1)];
    await store(journal, first);
    await store(journal, second);
    journal.acknowledged(first);
    clock.pass();
    await store(journal);
    expect(entriesOn(world)).toContainEqual(expect.objectContaining({ docs: [second] }));
    journal.acknowledged(ticketAt('a', 'third', 2));
    clock.pass();
    await journal.flush();
    expect(entriesOn(world)).toEqual([]);
  });

  it('also when the server has it before the database says that it is stored', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    const doc = ticketAt('a', 'a');
    await journal.storing([doc], () => {
      journal.acknowledged(doc);
      return Promise.resolve();
    });
    await journal.close();
    expect(world.files.size).toBe(0);
  });

  it('when a person gives it up', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    await store(journal, ticketAt('a', 'a'));
    journal.givenUp('ticket:a');
    await journal.flush();
    expect(entriesOn(world).at(-1)).toEqual({ kind: 'givenUp', ids: ['ticket:a'] });
    await journal.close();
    expect(world.files.size).toBe(0);
  });
});

describe('what is being typed', () => {
  it('is on the disk soon, once, with its newest text', async () => {
    const world = memoryDisk();
    const clock = heldTimers();
    const journal = journalOn(world.disk, { timers: clock.timers });
    for (const text of ['S', 'So', 'Soi']) journal.keep('draft:a', text);
    clock.pass();
    await journal.flush();
    expect(entriesOn(world)).toEqual([{ kind: 'kept', key: 'draft:a', text: 'Soi', at: 7 }]);
  });

  it('is before what is stored after it', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    journal.keep('luuri.ticketCounter.K7', '12');
    await store(journal, ticketAt('a', 'a'));
    expect(kindsOn(world).toSorted()).toEqual(['kept', 'stored']);
  });

  it('stays on the disk when the window is closed in the middle of it', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    journal.keep('draft:a', 'kesken');
    await journal.close();
    expect(kindsOn(world)).toEqual(['kept']);
  });
});

describe('a file that grows', () => {
  it('is written anew with what still matters', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk, { tidyAbove: 2_000 });
    await store(journal, ticketAt('kept', 'kept'));
    for (let round = 0; round < 40; round += 1) journal.keep('draft:a', 'x'.repeat(round + 100));
    for (let round = 0; round < 40; round += 1) {
      journal.keep('draft:a', 'y'.repeat(round + 100));
      await journal.flush();
    }
    expect(world.files.size).toBe(1);
    expect(entriesOn(world).length).toBeLessThan(25);
    expect(entriesOn(world)).toContainEqual(expect.objectContaining({ docs: [ticketAt('kept', 'kept')] }));
    expect(entriesOn(world).at(-1)).toMatchObject({ text: 'y'.repeat(139) });
  });
});

describe('a disk that is full', () => {
  it('takes entries into the room that was reserved', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    await store(journal, ticketAt('a', 'a'));
    world.growth = 0;
    for (let round = 0; round < 100; round += 1) await store(journal, ticketAt('b', `b${round}`));
    expect(kindsOn(world)).toHaveLength(101);
  });

  it('stops nobody, is told of once, and has everything when there is room again', async () => {
    const world = memoryDisk();
    const troubles: (string | null)[] = [];
    const clock = heldTimers();
    const journal = journalOn(world.disk, {
      timers: clock.timers,
      onTrouble: (error) => troubles.push(error instanceof Error ? error.message : null),
    });
    await store(journal, ticketAt('a', 'a'));
    world.room = 100;
    await store(journal, ticketAt('b', 'b'));
    await store(journal, ticketAt('c', 'c'));
    journal.keep('draft:a', 'kesken');
    await expect(journal.flush()).rejects.toThrow('no room');
    expect(troubles).toEqual(['no room']);
    world.room = Infinity;
    clock.pass();
    await journal.flush();
    expect(troubles).toEqual(['no room', null]);
    expect(kindsOn(world)).toEqual(['stored', 'stored', 'stored', 'kept']);
    expect(world.lines()).toMatchObject([{ damaged: [], torn: false }]);
  });
});

describe('what is to be forgotten', () => {
  it('is in no file any more when it is written anew; what else there is stays', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    await store(journal, ticketAt('a', 'Kassa'));
    journal.keep('draft:a', 'Soita Öystilälle');
    journal.keep('draft:b', 'Tulostin');
    await journal.flush();
    journal.keep('draft:c', 'Öystilä taas');
    await journal.rewrite((_key, text) => text.includes('Öystilä'));
    expect(JSON.stringify(entriesOn(world))).not.toContain('Öystilä');
    expect(kindsOn(world)).toEqual(['stored', 'kept']);
    expect(world.files.size).toBe(1);
    await journal.flush();
    expect(entriesOn(world).filter((entry) => entry.kind === 'kept' && entry.text !== '')).toHaveLength(1);
  });

  it('says so where the disk has no room for another file', async () => {
    const world = memoryDisk();
    const journal = journalOn(world.disk);
    journal.keep('draft:a', 'Soita Öystilälle');
    await journal.flush();
    world.room = 0;
    await expect(journal.rewrite(() => true)).rejects.toThrow('anew');
  });
});
