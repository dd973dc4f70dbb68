import { beforeEach, describe, expect, it } from 'vitest';
import { createSyncEngine } from '@shared/couchdb-sync/engine';
import { DEFAULT_OPTIONS } from '@shared/couchdb-sync/options';
import { firstSyncRanges, rangesTogether } from '@shared/couchdb-sync/ranges';
import { Client, note, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, to } from './support/faults';
import { seededRandom } from './support/random';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;

/** Types of which there are few, as far as anybody knows. */
const FEW = ['widget', 'gizmo', 'thing'];
const id = (number: number) => `ticket:${String(number).padStart(4, '0')}`;

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
});

const quiet = (client: Client, ms = 20_000) => time.until(() => client.isQuiet(), ms, 'quiet');

describe('the first sync', () => {
  it('2.4 its ranges cover every id exactly once, whatever the type', () => {
    const ranges = firstSyncRanges(['ticket', 'call', 'callback', 'event']);
    const ids = [
      'ticket:1',
      'call:1',
      'callback:1',
      'event:1',
      'Zoo:1',
      'aa:1',
      'callX:1',
      'calm:1',
      'zz',
      '_design/a',
    ];
    for (const each of [...ids, 'ticket;1', '~', '0', 'tick:1', 'event', 'ticket:😀']) {
      const hits = ranges.filter(
        ({ from, to: end }) => (from === null || each <= from) && (end === null || each >= end),
      );
      expect(hits, each).toHaveLength(1);
    }
  });

  it('2.4 brings the newest tickets first, unknown types at the end, and shows true progress', async () => {
    for (let index = 0; index < 250; index += 1) couch.put(ticket(id(index)));
    for (let index = 0; index < 120; index += 1) couch.put(note(`n${String(index).padStart(3, '0')}`, id(1)));
    couch.put({ ...ticket('gizmo:1'), type: 'gizmo' });
    couch.put({ ...ticket('agent:maija'), type: 'agent', user: 'maija', name: 'Maija', role: 'agent' });
    const a = new Client('a', couch, time, { pageSize: 100 });
    a.start();
    await quiet(a);
    const order = [...a.store.records.keys()];
    expect(order).toHaveLength(372);
    expect(order.slice(0, 3)).toEqual(['agent:maija', id(249), id(248)]);
    expect(order.at(-1)).toBe('gizmo:1');
    const progress = a.statuses
      .filter(({ phase }) => phase === 'firstSync')
      .flatMap((status) => status.progress ?? []);
    expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).sort((x, y) => x - y));
    expect(progress.at(-1)).toMatchObject({ done: 374, total: 374 });
    expect(progress.at(-1)?.bytes).toBeGreaterThan(50_000);
    expect(a.status.progress).toBeUndefined();
  });

  it('2.8 waits with history while the disk has little room, and sends meanwhile', async () => {
    for (let index = 0; index < 300; index += 1) couch.put(ticket(id(index)));
    const a = new Client('a', couch, time, { pageSize: 100 });
    let makeRoom = () => {};
    const room = new Promise<void>((resolve) => (makeRoom = resolve));
    a.plant({ createEngine: (config) => createSyncEngine({ ...config, roomToGrow: () => room }) });
    a.start();
    await time.until(() => a.store.records.has(id(299)), 20_000, 'the newest tickets');
    a.edit(id(299), { subject: 'written on a full disk' });
    await time.until(() => couch.get(id(299))?.['subject'] === 'written on a full disk', 20_000, 'sent');
    expect(a.store.records.size).toBeLessThan(300);
    makeRoom();
    await quiet(a);
    expect(a.store.records.size).toBe(300);
  });

  it('2.4 asks for the next page while the last one is being stored', async () => {
    for (let index = 0; index < 300; index += 1) couch.put(ticket(id(index)));
    const a = new Client('a', couch, time, { pageSize: 100 });
    a.store.before = (method) => (method === 'update' ? time.sleep(500) : Promise.resolve());
    a.network.faults = (request) => (request.path === '/_all_docs' ? { kind: 'delay', ms: 400 } : undefined);
    a.start();
    await time.until(() => a.store.records.size >= 100, 20_000, 'the first page');
    const start = time.now;
    await time.until(() => a.store.records.size === 300, 20_000, 'all tickets');
    // 500 ms a page, not 900: storing and fetching overlap.
    expect(time.now - start).toBeLessThanOrEqual(1_100);
  });

  it('2.4 what holds little is asked for and stored at once, and the first page of tickets with it', async () => {
    for (const type of FEW) couch.put({ ...ticket(`${type}:1`), type });
    for (let index = 0; index < 300; index += 1) couch.put(ticket(id(index)));
    const a = new Client('a', couch, time, { typeOrder: [...FEW, 'ticket'] });
    const order: string[] = [];
    a.network.faults = ({ path, query }) => {
      if (path === '/_all_docs') order.push(`ask ${query.get('startkey') ?? ''}`);
      return undefined;
    };
    a.store.before = (method) => {
      order.push(`${method} ${a.store.records.size}`);
      return Promise.resolve();
    };
    a.start();
    await quiet(a);
    const stored = order.filter((each) => each.startsWith('update'));
    expect(stored.slice(0, 2)).toEqual(['update 0', `update ${FEW.length + 100}`]);
    expect(order.indexOf('ask "ticket;"')).toBeLessThan(order.indexOf('update 0'));
    expect(order.indexOf('ask "ticket;"')).toBeGreaterThan(order.indexOf('ask "widget;"'));
    // Rule 2.5 and 6.3: where it begins is stored before the first document.
    expect(order.indexOf('saveCheckpoint 0')).toBeLessThan(order.indexOf('update 0'));
    expect(order).toContain('saveCheckpoint 0');
  });

  it('2.4 more than a page of what should be little: all of it arrives, and no page twice', async () => {
    for (let index = 0; index < 130; index += 1) {
      const number = String(index).padStart(3, '0');
      for (const type of FEW) couch.put({ ...ticket(`${type}:${number}`), type });
    }
    for (let index = 0; index < 30; index += 1) couch.put(ticket(id(index)));
    const asked: string[] = [];
    const a = new Client('a', couch, time, { pageSize: 40, typeOrder: [...FEW, 'ticket'] });
    a.network.faults = ({ path, query }) => {
      if (path === '/_all_docs') asked.push([...query].join('&'));
      return undefined;
    };
    a.start();
    await quiet(a);
    expect(a.docs()).toEqual(couch.teamDocs());
    expect(asked).toEqual([...new Set(asked)]);
    const types = [...a.store.records.keys()].map((each) => each.split(':')[0]);
    expect(types.filter((type, index) => type !== types[index - 1])).toEqual([...FEW, 'ticket']);
  });

  it('2.3 what changes while it runs is there in the end', async () => {
    for (let index = 0; index < 300; index += 1) couch.put(ticket(id(index)));
    const a = new Client('a', couch, time, { pageSize: 50 });
    a.network.latencyMs = 100;
    a.start();
    await time.until(() => a.store.records.size >= 100, 20_000, 'some pages');
    couch.put(ticket(id(299), { subject: 'muuttui', stamps: { subject: '000000001-000-b' } }));
    couch.put(ticket(id(999)));
    couch.put(ticket(id(0), { subject: 'muuttui', stamps: { subject: '000000001-000-b' } }));
    a.edit(id(298), { subject: 'oma muutos' });
    a.edit('ticket:new', { subject: 'oma uusi' });
    await quiet(a);
    expect(a.docs()).toEqual(couch.teamDocs());
    expect(a.doc(id(299))?.['subject']).toBe('muuttui');
    expect(couch.get(id(298))).toMatchObject({ subject: 'oma muutos' });
  });

  it('2.4 killed again and again it goes on where it was: no page is fetched twice beyond one', async () => {
    for (let index = 0; index < 2_000; index += 1) couch.put(ticket(id(index)));
    const random = seededRandom(7);
    const a = new Client('a', couch, time, { pageSize: 50 });
    a.network.latencyMs = 40;
    a.start();
    let kills = 0;
    while (a.store.records.size < 2_000 && kills < 200) {
      await time.advance(30 + random.below(400));
      kills += 1;
      await a.restart();
    }
    await quiet(a);
    expect(a.docs()).toEqual(couch.teamDocs());
    const pages = a.network.log.filter((line) => line === 'GET /_all_docs').length;
    // Two requests may be under way when it dies: the page being stored and the one after it.
    expect(pages).toBeLessThanOrEqual(2_000 / 50 + firstSyncRanges([]).length + 33 + 2 * kills);
    expect(a.statuses.filter(({ phase }) => phase === 'firstSync').length).toBeGreaterThan(0);
  });

  it('2.4 what was stored is never asked for again: after a kill, one page at most and the one after it', async () => {
    for (let index = 0; index < 1_500; index += 1) couch.put(ticket(id(index)));
    for (let index = 0; index < 500; index += 1) couch.put(note(`n${String(index).padStart(4, '0')}`, id(1)));
    const random = seededRandom(12);
    const a = new Client('a', couch, time, { pageSize: 40 });
    a.network.latencyMs = 40;
    const asked: string[][] = [[]];
    a.network.faults = ({ path, query }) => {
      // Full pages only: what holds little is asked for ahead.
      if (path === '/_all_docs' && query.get('limit') === '41')
        asked.at(-1)?.push(query.get('startkey') ?? '');
      return undefined;
    };
    a.start();
    while (a.store.records.size < 2_000 && asked.length < 200) {
      await time.advance(30 + random.below(500));
      await a.restart();
      asked.push([]);
    }
    await quiet(a);
    expect(a.docs()).toEqual(couch.teamDocs());
    expect(asked.length).toBeGreaterThan(5);
    const before = new Set<string>();
    for (const pages of asked) {
      expect(pages.filter((start) => before.has(start)).length).toBeLessThanOrEqual(2);
      for (const start of pages) before.add(start);
    }
  });

  it('2.4 reads ranges together where they hold little, and at most one that may hold much', () => {
    const ranges = firstSyncRanges(['team', 'agent', 'ticket', 'event']);
    const starts = (from: number) => rangesTogether(ranges.slice(from)).map(({ from: start }) => start);
    expect(starts(0)).toEqual(['team;', 'agent;', 'ticket;']);
    expect(starts(2)).toEqual(['ticket;']);
    expect(starts(3)).toEqual(['event;']);
    expect(starts(4)).toHaveLength(5);
    expect(rangesTogether(firstSyncRanges(DEFAULT_OPTIONS.typeOrder)).at(-1)?.from).toBe('ticket;');
    expect(starts(ranges.length)).toEqual([]);
  });

  it('3.1 work done before and during the first sync is sent while it runs', async () => {
    for (let index = 0; index < 500; index += 1) couch.put(ticket(id(index)));
    const a = new Client('a', couch, time, { pageSize: 10 });
    a.network.latencyMs = 200;
    a.edit('ticket:mine', { subject: 'ennen yhteyttä' });
    a.start();
    await time.until(() => couch.docs.has('ticket:mine'), 5_000, 'sent');
    expect(a.status.phase).toBe('firstSync');
  });

  it('2.4 an id outside the range that was asked for is a lie', async () => {
    couch.put(ticket(id(1)));
    const a = new Client('a', couch, time);
    a.network.faults = burst(1, to('/_all_docs'), {
      kind: 'change',
      json: (page) => ({
        ...(page as object),
        rows: [
          { id: 'zebra:1', key: 'zebra:1', value: { rev: '1-a' }, doc: { _id: 'zebra:1', _rev: '1-a' } },
        ],
      }),
    });
    a.start();
    await time.until(() => a.status.lastError?.code === 'notTheServer', 5_000, 'noticed');
    expect(a.store.records.size).toBe(0);
    await quiet(a);
    expect([...a.store.records.keys()]).toEqual([id(1)]);
  });

  it('9.2 is not verified before everything is read', async () => {
    for (let index = 0; index < 100; index += 1) couch.put(ticket(id(index)));
    const a = new Client('a', couch, time, { pageSize: 10 });
    a.network.latencyMs = 50;
    a.start();
    await quiet(a);
    for (const status of a.statuses) {
      if (status.lastVerifiedAt) expect(status.phase).toBe('live');
    }
    expect(a.status.lastVerifiedAt).not.toBeNull();
  });
});
