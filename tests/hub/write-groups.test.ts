import { describe, expect, it } from 'vitest';
import { writeInGroup } from '@hub/store/write-groups';
import type { GroupedWrite } from '@hub/store/write-groups';
import type { Database } from '@hub/store/database';
import { customer, DB, event, LEAD, member, setUp, testHub } from './support';

describe('writes that come at once', () => {
  it('are each answered for their own documents, and each judged by their own writer', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const agent = await member(hub, lead, 'matti');
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => {
        const [person, name] = at % 2 === 0 ? [lead, LEAD.user] : [agent, 'matti'];
        const docs = [event(`${at}-a`, name), event(`${at}-b`, 'eero'), event(`${at}-c`, name)];
        return person('POST', `${DB}/_bulk_docs`, { docs });
      }),
    );
    for (const [at, { json }] of answers.entries()) {
      expect(json).toMatchObject([
        { ok: true, id: `event:${at}-a` },
        { error: 'forbidden', id: `event:${at}-b` },
        { ok: true, id: `event:${at}-c` },
      ]);
    }
    const { rows } = (await lead('GET', `${DB}/_all_docs?startkey="event:"&endkey="event:~"`)).json;
    expect(rows).toHaveLength(80);
  });

  it('on top of one revision: one is taken, the others are told of the conflict', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const { rev } = (await lead('PUT', `${DB}/customer:a`, customer('a', LEAD.user))).json;
    const names = Array.from({ length: 20 }, (_, at) => `nimi ${at}`);
    const answers = await Promise.all(
      names.map((name) =>
        lead('PUT', `${DB}/customer:a`, { ...customer('a', LEAD.user, { name }), _rev: rev }),
      ),
    );
    const taken = answers.flatMap(({ status }, at) => (status === 201 ? [names[at]] : []));
    expect(taken).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect((await lead('GET', `${DB}/customer:a`)).json.name).toBe(taken[0]);
  });
});

describe('a group of writes', () => {
  /** The turns of a database, without one. */
  function turns(): Database {
    let last: Promise<unknown> = Promise.resolve();
    const write = <T>(work: () => Promise<T>): Promise<T> => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    };
    return { write } as unknown as Database;
  }
  const write = (...ids: string[]): GroupedWrite => ({ ids, judge: async () => undefined });

  it('stores what waits together, and a document once a turn', async () => {
    const database = turns();
    const stored: string[][] = [];
    const store = async (writes: readonly GroupedWrite[]) => {
      stored.push(writes.flatMap(({ ids }) => ids));
    };
    const all = [write('a'), write('b', 'c'), write('d'), write('a'), write('e')];
    await Promise.all(all.map((one) => writeInGroup(database, one, store)));
    expect(stored).toEqual([
      ['a', 'b', 'c', 'd'],
      ['a', 'e'],
    ]);
  });

  it('goes on without the one whose judging failed, and tells only that one', async () => {
    const database = turns();
    const stored: string[] = [];
    const store = async (writes: readonly GroupedWrite[]) => {
      stored.push(...writes.flatMap(({ ids }) => ids));
    };
    const broken = { ids: ['b'], judge: () => Promise.reject(new Error('unreadable')) };
    const outcomes = await Promise.allSettled(
      [write('a'), broken, write('c')].map((one) => writeInGroup(database, one, store)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored).toEqual(['a', 'c']);
  });

  it('tells all of them when it could not be stored, and the next ones are not held up', async () => {
    const database = turns();
    let failures = 1;
    const store = async () => {
      if (failures-- > 0) throw new Error('the disk is full');
    };
    const first = [write('a'), write('b')].map((one) => writeInGroup(database, one, store));
    expect((await Promise.allSettled(first)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(writeInGroup(database, write('a'), store)).resolves.toBeUndefined();
  });
});
