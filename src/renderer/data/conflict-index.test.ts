import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventDocument } from '@shared/domain/record/documents';
import type { ConflictIndex } from './conflict-index';
import { createConflictIndex } from './conflict-index';
import { createConflictScan } from './conflict-scan';
import type { TeamDatabase } from './database';
import { openTeamDatabase } from './database';
import { leanStorage } from './lean-storage';
import { withStoredRows } from './stored-row-storage';

let names = 0;
const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const two = (number: number) => String(number).padStart(4, '0');

function change(id: string, about: string, at: string, replaced: string | null, to: string): EventDocument {
  const changes = [{ path: 'subject', from: 'x', to, replaced }];
  const when = '2026-11-20T08:00:00.000Z';
  const author = at.endsWith('a') ? 'maija' : 'liisa';
  return {
    ...{ _id: `event:${id}`, type: 'event', v: 1, kind: 'changed', about, at, author, device: 'K7' },
    ...{ occurredAt: when, changes },
  };
}

/** Two who wrote without knowing of each other. */
function collision(about: string): EventDocument[] {
  return [
    change(`${about}-1`, about, '1-a', null, 'maijan'),
    change(`${about}-2`, about, '2-b', null, 'liisan'),
  ];
}

/** One who wrote after the other. */
function following(about: string): EventDocument[] {
  return [
    change(`${about}-1`, about, '1-a', null, 'maijan'),
    change(`${about}-2`, about, '2-b', '1-a', 'liisan'),
  ];
}

async function openEvents(): Promise<TeamDatabase> {
  const database = await openTeamDatabase(`conflicts-${(names += 1)}`, withStoredRows(leanStorage()));
  open.push(database);
  return database;
}

async function insert(database: TeamDatabase, docs: EventDocument[]): Promise<void> {
  const rows = docs.map((doc) => ({
    id: doc._id,
    doc,
    rev: '',
    dirty: 0 as const,
    refusal: null,
    about: doc.about,
    at: doc.at,
  }));
  await database.collections.events.bulkInsert(rows);
}

function createIndex(database: TeamDatabase): ConflictIndex {
  const idle = () => Promise.resolve();
  const index = createConflictIndex({ events: database.collections.events, after: Promise.resolve(), idle });
  open.push(index);
  return index;
}

function until(index: ConflictIndex, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => holds() && resolve();
    index.subscribe(look);
    look();
  });
}

describe('conflict scan', () => {
  it('suspects records with two writes over one value, not the same event met twice', () => {
    const scan = createConflictScan();
    const [first, second] = collision('ticket:1');
    for (const event of [first, first, ...following('ticket:2')]) if (event) scan.add(event);
    expect([...scan.suspects()]).toEqual([]);
    if (second) scan.add(second);
    expect([...scan.suspects()]).toEqual(['ticket:1']);
  });

  it('suspects what a merge of versions wrote down, and stands events of other versions', () => {
    const scan = createConflictScan();
    const [event] = following('call:1');
    if (event) scan.add({ ...event, kind: 'overwritten' });
    if (event) scan.add({ ...event, about: 'call:2', changes: 'kaikki' as never });
    expect([...scan.suspects()]).toEqual(['call:1']);
  });
});

describe('conflict index', () => {
  it('finds what is stored already, over several batches, and tells it by record', async () => {
    const database = await openEvents();
    const quiet = Array.from({ length: 1_200 }, (_, at) => following(`ticket:q${two(at)}`)).flat();
    await insert(database, [...quiet, ...collision('ticket:1'), ...collision('run:1')]);
    const index = createIndex(database);
    expect(index.isReady()).toBe(false);
    await until(index, index.isReady);
    expect(
      index
        .all()
        .map(({ about }) => about)
        .sort(),
    ).toEqual(['run:1', 'ticket:1']);
    expect(index.about('run:1')).toHaveLength(1);
    expect(index.about('ticket:q0001')).toEqual([]);
    expect(index.all()).toBe(index.all());
  });

  it('hears of conflicts that arrive, of their being settled, and of what is given up', async () => {
    const database = await openEvents();
    const index = createIndex(database);
    await until(index, index.isReady);
    await insert(database, collision('customer:1'));
    await until(index, () => index.about('customer:1').length === 1);
    expect(index.about('customer:1')[0]?.state).toBe('open');
    await insert(database, [change('later', 'customer:1', '3-a', '2-b', 'maijan')]);
    await until(index, () => index.about('customer:1')[0]?.state === 'taken');
    const later = await database.collections.events.findOne('event:customer:1-1').exec();
    await later?.incrementalRemove();
    await until(index, () => index.about('customer:1').length === 0);
    expect(index.all()).toEqual([]);
  });

  it('finds the conflicts of a flood, too, once it is over', async () => {
    const database = await openEvents();
    const index = createIndex(database);
    await until(index, index.isReady);
    await insert(database, Array.from({ length: 300 }, (_, at) => following(`ticket:f${two(at)}`)).flat());
    await insert(database, collision('ticket:found'));
    await until(index, () => index.about('ticket:found').length === 1);
    expect(index.all()).toHaveLength(1);
  });
});
