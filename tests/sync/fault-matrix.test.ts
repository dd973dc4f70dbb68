import { afterAll, describe, expect, it } from 'vitest';
import { BURSTS, ENDPOINTS, FORMS, STATUSES, type StatusRow } from './fault-matrix.data';
import { Client, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, couchError, html, to, type Fault } from './support/faults';
import { VirtualTime } from './support/virtual-time';

const time = new VirtualTime();
const visited = new Set<string>();

function faultOf(form: (typeof FORMS)[number], { status, error }: StatusRow): Fault {
  if (form === 'JSON') return couchError(status, error, 'a fault');
  return form === 'HTML' ? html(status) : { kind: 'reply', status, type: 'text/plain', body: '' };
}

/** A machine that is connected and will need every endpoint soon: unsent work, a colleague's, a conflict and a leaf. */
async function busyMachine(couch: FakeCouch): Promise<Client> {
  couch.put(ticket('ticket:both'));
  const client = new Client('a', couch, time, { sessionUrl: '/db/_session' });
  client.start();
  await time.until(() => client.isQuiet(), 10_000, 'quiet');
  client.network.goOffline();
  client.edit('ticket:mine', { subject: 'oma' });
  client.edit('ticket:both', { priority: 'high' });
  couch.put(ticket('ticket:both', { subject: 'kollegan', stamps: { subject: '000000001-000-b' } }));
  couch.plantLeaf(
    '1-0',
    ticket('ticket:both', { tags: ['lehti'], stamps: { 'tags.lehti': '000000002-000-c' } }),
  );
  couch.put(ticket('ticket:theirs'));
  await time.advance(2_000);
  return client;
}

describe('4.1, 4.2 each status in each form from each endpoint, alone and in a burst, then normal', () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', note);
  afterAll(() => process.off('unhandledRejection', note));

  for (const { name, path } of ENDPOINTS) {
    it(`${name}: both directions resume within 10 s, the status is right within 5 s`, async () => {
      for (const row of STATUSES) {
        for (const form of FORMS) for (const count of BURSTS) await visit(path, row, form, count);
      }
    });
  }

  async function visit(
    path: string,
    row: StatusRow,
    form: (typeof FORMS)[number],
    count: number,
  ): Promise<void> {
    const cell = `${row.status} ${form} ${path} x${count}`;
    const couch = new FakeCouch();
    const client = await busyMachine(couch);
    let met = 0;
    const plan = burst(count, to(path), faultOf(form, row));
    client.network.faults = (request) => {
      const fault = plan(request);
      if (fault) met += 1;
      return fault;
    };
    const from = client.statuses.length;
    client.network.goOnline();
    client.engine.networkReturned();
    await time.advance(5_000);
    for (const status of client.statuses.slice(from)) {
      expect(row.phases, `${cell} says ${status.phase}`).toContain(status.phase);
    }
    await time.advance(55_000);
    client.network.faults = () => undefined;
    couch.put(ticket('ticket:later'));
    client.edit('ticket:last', { subject: 'viimeinen' });
    // A 413 is the server's word about a document; everything else is waited out.
    await client.engine.retryRefused();
    await time.until(
      () => client.isQuiet() && client.store.records.has('ticket:later') && couch.docs.has('ticket:last'),
      10_000,
      cell,
    );
    const team = [...couch.teamDocs().keys()].filter((id) => !id.startsWith('event:'));
    expect(team.sort(), cell).toEqual(
      ['last', 'later', 'mine', 'theirs', 'both'].map((id) => `ticket:${id}`).sort(),
    );
    expect(client.docs(), cell).toEqual(couch.teamDocs());
    expect(client.status.lastError, cell).toBeUndefined();
    if (met > 0) visited.add(cell);
    await client.engine.stop();
  }

  it('every cell was really met, and nothing was rejected unheard', () => {
    const cells = ENDPOINTS.length * STATUSES.length * FORMS.length * BURSTS.length;
    expect(visited.size).toBe(cells);
    expect(rejections).toEqual([]);
  });
});
