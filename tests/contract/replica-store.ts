import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint, Decide, ReplicaRecord, ReplicaStore } from '@shared/couchdb-sync/types';
import type { TeamDocument } from '@shared/domain/record/documents';

/** A store under test, with the write of a command beside it. */
export interface OpenStore {
  store: ReplicaStore;
  /** What a command does: new content, dirty, no refusal, the revision untouched. */
  edit(id: string, change: (doc: TeamDocument | null) => TeamDocument): Promise<void>;
  /** The same data in a new store, as after a restart. */
  reopen(): Promise<OpenStore>;
  close(): Promise<void>;
}

const doc = (id: string, fields: Record<string, unknown> = {}): TeamDocument => ({
  _id: id,
  type: id.slice(0, id.indexOf(':')),
  v: 1,
  ...fields,
});

const record = (id: string, fields: Partial<ReplicaRecord> = {}): ReplicaRecord => ({
  id,
  doc: doc(id),
  rev: '1-a',
  dirty: 0,
  refusal: null,
  ...fields,
});

const REFUSAL = { reason: 'forbidden', message: 'no', at: '2026-11-21T10:00:00.000Z' } as const;

/** One id for each place where records are kept, unknown types included. */
const IDS = ['ticket:1', 'event:1', 'call:1', 'callback:1', 'customer:1', 'contact:1', 'run:1', 'gizmo:1'];

/** What every `ReplicaStore` must do (docs/sync-spec.md, rule 1). */
export function replicaStoreContract(name: string, open: () => Promise<OpenStore>): void {
  describe(`replica store: ${name}`, () => {
    let opened: OpenStore;
    let store: ReplicaStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    const put = (...records: ReplicaRecord[]) => {
      const byId = new Map(records.map((item) => [item.id, item]));
      return store.update([...byId.keys()], (_current, id) => byId.get(id) ?? null);
    };
    const readOne = async (id: string) => (await store.read([id]))[0];

    it('8.1 lists the heads of a stretch of ids, in whatever collection they are kept', async () => {
      await put(...IDS.map((id) => record(id, { rev: `2-${id}` })));
      await opened.edit('ticket:2', () => doc('ticket:2'));
      const heads = async (low: string | null, high: string | null) =>
        (await store.heads(low, high)).sort(byId);
      const expected = [
        ...IDS.map((id) => ({ id, rev: `2-${id}`, dirty: 0 })),
        { id: 'ticket:2', rev: '', dirty: 1 },
      ].sort(byId);
      expect(await heads(null, null)).toEqual(expected);
      expect((await heads('call:1', 'gizmo:1')).map(({ id }) => id)).toEqual(
        ['call:1', 'callback:1', 'contact:1', 'customer:1', 'event:1', 'gizmo:1'].sort(),
      );
      expect((await heads('run:1', null)).map(({ id }) => id)).toEqual(['run:1', 'ticket:1', 'ticket:2']);
      expect((await heads(null, 'call:1')).map(({ id }) => id)).toEqual(['call:1']);
    });

    it('1.1 keeps documents of every type untouched, unknown types and fields too', async () => {
      const strange = {
        'häiriö.x': [1, { __proto: null }],
        stamps: { 'tags.__vip': 'a', 'tags.|vip': 'b', 'tags.|u|p__': 'c', '__.|.': 'd' },
        _attachments: { a: { stub: true } },
        n: null,
        e: '',
      };
      const records = IDS.map((id) =>
        record(id, {
          doc: doc(id, { ...strange, ...(id === 'event:1' ? { about: 'ticket:1', at: 'x' } : {}) }),
        }),
      );
      await put(...records);
      const found = await store.read([...IDS, 'ticket:missing']);
      expect(found.sort(byId)).toEqual(records.sort(byId));
      await opened.edit('ticket:1', (current) => ({
        ...doc('ticket:1'),
        ...current,
        '__more|': { '|': '__' },
      }));
      expect((await readOne('ticket:1'))?.doc).toEqual({
        ...doc('ticket:1', strange),
        '__more|': { '|': '__' },
      });
    });

    it('1.1 takes ids with any characters a person or a machine may put there', async () => {
      const ids = ['agent:maija.äö', 'agent:a b', 'device:"x"', 'pipeline:a|b', 'group:😀', 'group:%25'];
      await put(...ids.map((id) => record(id, { dirty: 1 })));
      expect((await store.read(ids)).map(({ id }) => id).sort()).toEqual([...ids].sort());
      const { records } = await store.dirtyBatch(100, null);
      expect(records.map(({ id }) => id).sort()).toEqual([...ids].sort());
    });

    it('10.2 gives up a record for another or for none, and keeps what was given up aside', async () => {
      const refused = { dirty: 1, refusal: REFUSAL } as const;
      await put(
        ...IDS.map((id) => record(id, refused)),
        record('ticket:edited', refused),
        record('ticket:2', refused),
      );
      const at = '2026-11-21T12:00:00.000Z';
      const given = [...IDS, 'ticket:edited', 'ticket:2'].map((id) => ({ ...record(id, refused), at }));
      const done = await store.giveUp(given, (current) => {
        expect(current.refusal).toEqual(REFUSAL);
        if (current.id === 'ticket:edited') return null;
        return current.id === 'ticket:2' ? record('ticket:2', { rev: '4-server' }) : 'remove';
      });
      expect(done.sort()).toEqual([...IDS, 'ticket:2'].sort());
      expect(await store.read(IDS)).toEqual([]);
      expect(await readOne('ticket:2')).toEqual(record('ticket:2', { rev: '4-server' }));
      expect(await readOne('ticket:edited')).toEqual(record('ticket:edited', refused));
      expect(await store.counts()).toMatchObject({ dirty: 1, refused: 1 });
      await put(record('ticket:1', { rev: '5-again' }));
      expect(await readOne('ticket:1')).toEqual(record('ticket:1', { rev: '5-again' }));
    });

    it('1.2 shows decide the record as it is stored, and null when there is none', async () => {
      await put(record('ticket:1'));
      const seen = new Map<string, ReplicaRecord | null>();
      const look: Decide = (current, id) => {
        seen.set(id, current);
        return null;
      };
      await store.update(['ticket:1', 'call:2'], look);
      expect(seen.get('ticket:1')).toEqual(record('ticket:1'));
      expect(seen.get('call:2')).toBeNull();
      expect(await readOne('call:2')).toBeUndefined();
    });

    it('1.2 with expectNew, decides again about a record that is there after all', async () => {
      await put(record('ticket:1', { rev: '1-a' }));
      await store.update(
        ['ticket:1', 'ticket:2'],
        (current, id) => (current ? { ...current, rev: '2-merged' } : record(id, { rev: '2-new' })),
        { expectNew: true },
      );
      expect((await readOne('ticket:1'))?.rev).toBe('2-merged');
      expect((await readOne('ticket:2'))?.rev).toBe('2-new');
    });

    it('1.2 loses no write when many change one record at once', async () => {
      await put(record('ticket:1', { doc: doc('ticket:1', { count: 0 }) }));
      const add = (current: TeamDocument | null) =>
        doc('ticket:1', { count: Number(current?.['count']) + 1 });
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          index % 2 === 0
            ? opened.edit('ticket:1', add)
            : store.update(['ticket:1'], (current) =>
                current ? { ...current, doc: add(current.doc) } : null,
              ),
        ),
      );
      expect((await readOne('ticket:1'))?.doc['count']).toBe(20);
    });

    it('1.2 loses no write when a new record is made from two sides at once', async () => {
      const add = (current: TeamDocument | null) =>
        doc('call:9', { count: Number(current?.['count'] ?? 0) + 1 });
      const arrive: Decide = (current, id) =>
        current ? { ...current, doc: add(current.doc) } : record(id, { doc: add(null) });
      await Promise.all([
        store.update(['call:9'], arrive, { expectNew: true }),
        store.update(['call:9'], arrive),
        opened.edit('call:9', add),
      ]);
      expect((await readOne('call:9'))?.doc['count']).toBe(3);
    });

    it('1.3 a local edit keeps the revision, makes the record dirty and releases a refusal', async () => {
      await put(record('ticket:1', { dirty: 1, refusal: REFUSAL, rev: '3-c' }));
      await opened.edit('ticket:1', () => doc('ticket:1', { subject: 'x' }));
      expect(await readOne('ticket:1')).toEqual(
        record('ticket:1', { doc: doc('ticket:1', { subject: 'x' }), rev: '3-c', dirty: 1 }),
      );
    });

    it('3.1 walks over everything dirty and not refused, each once, in batches', async () => {
      const dirty = IDS.flatMap((id) =>
        Array.from({ length: 7 }, (_, index) => record(`${id}${index}`, { dirty: 1 })),
      );
      const refused = record('ticket:13', { dirty: 1, refusal: REFUSAL });
      await put(...dirty, record('ticket:clean'), { ...refused, id: 'ticket:0', doc: doc('ticket:0') });
      const met: string[] = [];
      let after: string | null = null;
      do {
        const batch = await store.dirtyBatch(5, after);
        expect(batch.records.length).toBeLessThanOrEqual(5);
        met.push(...batch.records.map(({ id }) => id));
        after = batch.next;
      } while (after !== null);
      expect(met.sort()).toEqual(dirty.map(({ id }) => id).sort());
    });

    it('3.1 a batch that is full of refused records is not the end', async () => {
      await put(
        ...Array.from({ length: 12 }, (_, index) =>
          record(`ticket:${String(index).padStart(2, '0')}`, { dirty: 1, refusal: REFUSAL }),
        ),
        record('ticket:99', { dirty: 1 }),
      );
      const met: string[] = [];
      let after: string | null = null;
      do {
        const batch = await store.dirtyBatch(4, after);
        met.push(...batch.records.map(({ id }) => id));
        after = batch.next;
      } while (after !== null);
      expect(met).toEqual(['ticket:99']);
    });

    it('9.1 counts what is dirty, refused and in quarantine, also after a restart', async () => {
      await put(
        record('ticket:1', { dirty: 1 }),
        record('event:1', { dirty: 1, refusal: REFUSAL }),
        record('gizmo:1', { dirty: 1, refusal: REFUSAL }),
        record('ticket:2'),
      );
      await store.quarantine([{ id: 'ticket:bad', rev: '1-x', doc: { _id: 'ticket:bad' }, at: REFUSAL.at }]);
      expect(await store.counts()).toEqual({ dirty: 3, refused: 2, quarantined: 1 });
      opened = await opened.reopen();
      store = opened.store;
      expect(await store.counts()).toEqual({ dirty: 3, refused: 2, quarantined: 1 });
      expect((await store.refusedIds()).sort()).toEqual(['event:1', 'gizmo:1']);
      await opened.edit('event:1', () => doc('event:1', { about: 'ticket:1', at: 'y' }));
      expect(await store.counts()).toEqual({ dirty: 3, refused: 1, quarantined: 1 });
    });

    it('2.5 keeps the checkpoint over a restart', async () => {
      const first: Checkpoint = {
        kind: 'first',
        epoch: 'e',
        seq: '7-x',
        remaining: [{ from: null, to: 'ticket:', after: 'ticket:5' }],
        done: 3,
        total: 9,
      };
      expect(await store.checkpoint()).toBeNull();
      await store.saveCheckpoint(first);
      await store.saveCheckpoint({ kind: 'live', epoch: 'e', seq: '8-x' });
      opened = await opened.reopen();
      expect(await opened.store.checkpoint()).toEqual({ kind: 'live', epoch: 'e', seq: '8-x' });
      await opened.store.saveCheckpoint(first);
      expect(await opened.store.checkpoint()).toEqual(first);
    });

    it('5.1 quarantine keeps one copy an id, of any length, and releases it', async () => {
      const long = `ticket:${'ä'.repeat(400)}`;
      const strange = (id: string, rev: string) => ({ id, rev, doc: { _id: id, type: 7 }, at: REFUSAL.at });
      await store.quarantine([strange('ticket:1', '1-a'), strange(long, '1-a')]);
      await store.quarantine([strange('ticket:1', '2-b')]);
      expect((await store.counts()).quarantined).toBe(2);
      await store.releaseQuarantined(['ticket:1', 'ticket:other']);
      expect((await store.counts()).quarantined).toBe(1);
      await store.quarantine([strange('ticket:1', '3-c')]);
      expect((await store.counts()).quarantined).toBe(2);
    });

    it('3.1 a write that leaves a record dirty wakes the push, until unsubscribed', async () => {
      let calls = 0;
      const unsubscribe = store.onLocalWrite(() => (calls += 1));
      await opened.edit('call:1', () => doc('call:1'));
      expect(calls).toBeGreaterThan(0);
      unsubscribe();
      const before = calls;
      await opened.edit('call:1', () => doc('call:1', { more: true }));
      expect(calls).toBe(before);
    });
  });
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
