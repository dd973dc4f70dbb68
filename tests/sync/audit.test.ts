import { beforeEach, describe, expect, it } from 'vitest';
import type { SyncOptions } from '@shared/couchdb-sync/config';
import { Client, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, couchError, to } from './support/faults';
import { seededRandom } from './support/random';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
});

const id = (number: number) => `ticket:${String(number).padStart(5, '0')}`;
const quiet = (client: Client, ms = 30_000) => time.until(() => client.isQuiet(), ms, 'quiet');

async function filled(count: number, options: Partial<SyncOptions> = {}): Promise<Client> {
  for (let index = 0; index < count; index += 1) couch.put(ticket(id(index)));
  const a = new Client('a', couch, time, options);
  a.start();
  await quiet(a);
  return a;
}

/** Makes a clean record differ from the server in one of the ways that no change tells of. */
function plantDivergence(client: Client, number: number, way: number): void {
  const own = client.store.records.get(id(number));
  if (!own) throw new Error(`no ${id(number)}`);
  if (way === 0) client.store.records.delete(own.id);
  else if (way === 1) couch.docs.delete(own.id);
  else {
    const doc = { ...ticket(own.id, { subject: 'vanha' }), stamps: { subject: '000000000-000-a' } };
    client.store.records.set(own.id, { ...own, rev: '0-old', doc });
  }
}

/** The answer of an audit, while time passes. */
async function audited(client: Client) {
  let report: Awaited<ReturnType<typeof client.engine.audit>> | null = null;
  void client.engine.audit().then((found) => (report = found));
  await time.until(() => report !== null, 60_000, 'audited');
  return report;
}

describe('the audit', () => {
  it('8.1, 8.2 finds and heals 500 planted divergences among 20 000 documents in one pass', async () => {
    const [divergences, documents] = [500, 20_000];
    const a = await filled(documents);
    const random = seededRandom(3);
    const numbers = new Set<number>();
    while (numbers.size < divergences) numbers.add(random.below(documents));
    [...numbers].forEach((number, index) => plantDivergence(a, number, index % 3));
    const dirty = [...Array(documents).keys()].filter((number) => !numbers.has(number)).slice(0, 50);
    for (const number of dirty) a.edit(id(number), { subject: `oma ${number}` });
    expect(await audited(a)).toMatchObject({ complete: true, differences: divergences });
    await quiet(a);
    expect(a.docs()).toEqual(couch.teamDocs());
    expect(a.store.records.size).toBe(documents);
    for (const number of dirty) expect(couch.get(id(number))).toMatchObject({ subject: `oma ${number}` });
    expect(await audited(a)).toMatchObject({ complete: true, differences: 0 });
  });

  it('8.1 walks through all ids in the background, step by step, and begins again', async () => {
    const a = await filled(100, { auditLimit: 15 });
    for (const [way, number] of [3, 50, 99].entries()) plantDivergence(a, number, way);
    await time.until(() => a.docs().size === 100 && couch.count() === 102, 600_000, 'healed');
    await quiet(a);
    plantDivergence(a, 1, 0);
    await time.until(() => a.docs().size === 100, 600_000, 'healed in the next round');
    expect(a.doc(id(99))).toEqual(couch.get(id(99)));
  });

  it('8.1 goes on where it was after a restart: short days at work add up to a round', async () => {
    const a = await filled(100, { auditLimit: 15, auditPauseMs: 30_000 });
    plantDivergence(a, 99, 0);
    for (let day = 0; day < 8 && a.docs().size < 100; day += 1) {
      await time.advance(35_000);
      await a.restart();
      await quiet(a);
    }
    expect(a.docs().size).toBe(100);
  });

  it('8.2 never touches a record with unsent work', async () => {
    const a = await filled(5);
    couch.validate = () => ({ error: 'forbidden', reason: 'no' });
    a.edit(id(1), { subject: 'oma' });
    await time.until(() => a.status.needsAttention === 1, 5_000, 'refused');
    couch.docs.delete(id(1));
    const before = structuredClone(a.store.records.get(id(1)));
    expect(await audited(a)).toMatchObject({ complete: true, differences: 0 });
    expect(a.store.records.get(id(1))).toEqual(before);
  });

  it('8.3 a whole pass follows a long gap, without being asked', async () => {
    const a = await filled(50, { auditLimit: 7, auditPauseMs: 100_000_000 });
    a.network.goOffline();
    plantDivergence(a, 20, 0);
    await time.advance(2 * 3_600_000);
    a.network.goOnline();
    a.engine.networkReturned();
    await time.until(() => a.docs().size === 50, 30_000, 'healed');
  });

  it('8.3 without a connection it says at once that it is not complete; a failing server ends no session', async () => {
    const a = await filled(20);
    a.network.faults = burst(1, to('/_all_docs'), couchError(500, 'internal_server_error', 'badmatch'));
    expect(await audited(a)).toMatchObject({ complete: false });
    expect(a.status).toMatchObject({ phase: 'live' });
    expect(a.status.lastError).toBeUndefined();
    a.network.goOffline();
    await time.until(() => a.status.phase === 'offline', 120_000, 'offline');
    expect(await audited(a)).toEqual({ complete: false, checked: 0, differences: 0 });
    await a.engine.stop();
    expect(await audited(a)).toMatchObject({ complete: false });
  });

  it('8.2 what is written while it runs is not taken for a difference', async () => {
    const a = await filled(300, { auditLimit: 10 });
    a.network.latencyMs = 50;
    let complete = false;
    void a.engine.audit().then((report) => (complete = report.complete));
    for (let index = 0; index < 100; index += 1) {
      a.edit(id(300 + index), { subject: 'uusi' });
      a.edit(id(index), { subject: 'muuttui' });
      couch.put({ ...ticket(id(400 + index)) });
      await time.advance(20);
    }
    await time.until(() => complete, 60_000, 'audited');
    await quiet(a);
    expect(a.docs()).toEqual(couch.teamDocs());
  });

  it('6.5, 8.1 heals what a position skipped on a restored server that learned its witness again unnoticed', async () => {
    const a = await filled(5);
    const b = new Client('b', couch, time);
    b.start();
    await quiet(b);
    const copy = couch.copy();
    // The other one hears nothing any more, and does not know that what it sends arrives.
    b.network.faults = ({ path }) =>
      path === '/_changes'
        ? { kind: 'silence' }
        : path === '/_bulk_docs'
          ? { kind: 'answerLost' }
          : undefined;
    b.network.breakAll();
    a.edit(id(1), { subject: 'forgotten' });
    await quiet(a);
    b.edit(id(9), { subject: 'learned again' });
    await time.until(() => a.store.records.has(id(9)), 30_000, 'a has it');
    await time.advance(1_000);
    for (const { network } of [a, b]) network.goOffline();
    couch.become(copy);
    for (const number of [20, 21]) couch.put(ticket(id(number)));
    b.network.faults = () => undefined;
    b.network.goOnline();
    await time.until(() => b.isQuiet() && couch.docs.has(id(9)), 30_000, 'sent again');
    a.network.goOnline();
    await quiet(a);
    await time.until(() => a.store.records.has(id(20)) && a.isQuiet(), 60_000, 'healed');
    await quiet(b);
    await time.advance(5_000);
    expect(couch.get(id(1))).toMatchObject({ subject: 'forgotten' });
    for (const client of [a, b]) expect(client.docs()).toEqual(couch.teamDocs());
    expect(a.statuses.some(({ phase }) => phase === 'serverChanged')).toBe(false);
  });
});
