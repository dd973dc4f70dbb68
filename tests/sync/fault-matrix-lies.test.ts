import { describe, expect, it } from 'vitest';
import { BREAKS, ENDPOINTS, LIES, type EndpointRow, type Lie } from './fault-matrix.data';
import { asks, becomesWhole, busyMachine, connect, countedAsSent } from './support/busy-machine';
import type { Client } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { html, json, type Fault } from './support/faults';
import { VirtualTime } from './support/virtual-time';

const time = new VirtualTime();

const FAULTS: Record<Lie, Fault> = {
  list: json(200, []),
  object: json(200, {}),
  truncated: { kind: 'truncated' },
  wrongIds: { kind: 'change', json: withWrongIds },
  portal: html(200),
};

/** The same answer about other documents than it is about. */
function withWrongIds(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(renamed);
  const { results, rows, _id: id, ...rest } = answer as Record<string, unknown>;
  if (Array.isArray(results)) return { ...rest, results: results.map(renamed) };
  if (Array.isArray(rows)) return { ...rest, rows: rows.map(renamed) };
  return id === undefined
    ? { 'ticket:other': { missing: ['1-0'] } }
    : { ...rest, _id: `other:${String(id)}` };
}

function renamed(row: unknown): unknown {
  const named = Object.entries(row as Record<string, unknown>).map(([name, value]) =>
    name === 'id' || name === 'key' ? [name, `other:${String(value)}`] : [name, value],
  );
  return Object.fromEntries(named) as unknown;
}

/** From now on, with every request to this endpoint. @returns when it was met first */
function always(client: Client, endpoint: EndpointRow, fault: Fault): { at: number | null } {
  const met: { at: number | null } = { at: null };
  const concerned = asks(endpoint);
  client.network.faults = (request) => {
    // Which change is the newest is news: no other id can be told from it.
    const isNews = request.query.get('descending') === 'true' && request.path === '/_changes';
    if (!concerned(request) || isNews) return undefined;
    met.at ??= time.now;
    return fault;
  };
  return met;
}

describe('4.2 answers that are not the server’s', () => {
  for (const { name, lie, notAt } of LIES) {
    it(`${name}: nothing counts as sent, and people are told that there is no real connection`, async () => {
      for (const endpoint of ENDPOINTS.filter(({ path }) => !notAt.includes(path))) {
        const cell = `${name}, ${endpoint.name}`;
        const couch = new FakeCouch();
        const client = await busyMachine(couch, time, endpoint);
        const verified = client.status.lastVerifiedAt;
        const met = always(client, endpoint, FAULTS[lie]);
        const wrong = new Set<string>();
        client.onStatus = () => countedAsSent(client, couch).forEach((id) => wrong.add(id));
        connect(client);
        const told = () => client.status.phase === 'offline' && client.status.lastError !== undefined;
        await time.until(() => met.at !== null && told(), 5_000, `${cell}: told`);
        expect(['notTheServer', 'serverError'], cell).toContain(client.status.lastError?.code);
        if (endpoint.path === '/_bulk_docs') await time.advance(20_000);
        // Where the lie is told instead of the work, and not about work that was done.
        if (!couch.docs.has('ticket:mine')) {
          expect(client.status, cell).toMatchObject({ phase: 'offline', lastVerifiedAt: verified });
          expect(client.store.records.get('ticket:mine')?.dirty, cell).toBe(1);
        }
        await becomesWhole(client, couch, time, cell);
        expect([...wrong], cell).toEqual([]);
        await client.engine.stop();
      }
    });
  }
});

describe('2.2, 4.3 a line that falls silent or breaks', () => {
  for (const { name, breaks, told } of BREAKS) {
    it(`${name}: noticed in time, and nothing is lost`, async () => {
      for (const endpoint of ENDPOINTS) {
        const cell = `${name}, ${endpoint.name}`;
        const couch = new FakeCouch();
        const client = await busyMachine(couch, time, endpoint);
        const met = always(client, endpoint, { kind: breaks });
        connect(client);
        await time.until(() => met.at !== null, 5_000, `${cell}: met`);
        const noticed = () => client.status.phase === 'offline' && client.status.lastError?.code === told;
        await time.until(noticed, endpoint.noticedWithinS * 1_000, `${cell}: noticed`);
        expect(countedAsSent(client, couch), cell).toEqual([]);
        await becomesWhole(client, couch, time, cell);
        await client.engine.stop();
      }
    });
  }
});
