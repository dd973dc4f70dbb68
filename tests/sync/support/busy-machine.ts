import { sameJson } from '@shared/lib/canonical-json';
import type { EndpointRow } from '../fault-matrix.data';
import { Client, note, ticket } from './client';
import type { CouchRequest } from './couch-answers';
import type { FakeCouch } from './fake-couch';
import type { VirtualTime } from './virtual-time';

/**
 * A machine that will need every endpoint as soon as it is on line: unsent work, a colleague's, a conflict and a leaf.
 * It was here before, or has nothing yet but what somebody wrote on it.
 */
export async function busyMachine(
  couch: FakeCouch,
  time: VirtualTime,
  endpoint: EndpointRow,
): Promise<Client> {
  couch.put(ticket('ticket:both'));
  couch.put(note('adopted-1', 'team:info'));
  const client = new Client('a', couch, time, { sessionUrl: '/db/_session' });
  if (!endpoint.first) {
    client.start();
    await time.until(() => client.isQuiet(), 10_000, 'quiet');
  }
  client.network.goOffline();
  client.edit('ticket:mine', { subject: 'oma' });
  if (endpoint.first) client.start();
  else client.edit('ticket:both', { priority: 'high' });
  couch.put(ticket('ticket:both', { subject: 'kollegan', stamps: { subject: '000000001-000-b' } }));
  const leaf = { tags: ['lehti'], stamps: { 'tags.lehti': '000000002-000-c' } };
  couch.plantLeaf('1-0', ticket('ticket:both', leaf));
  couch.put(ticket('ticket:theirs'));
  await time.advance(2_000);
  return client;
}

/** On line again, as the browser says. */
export function connect(client: Client): void {
  client.network.goOnline();
  client.engine.networkReturned();
}

export function asks({ path, waits }: EndpointRow) {
  return (request: CouchRequest) =>
    request.path === path && (!waits || request.query.get('feed') === 'longpoll');
}

/** What is clean is on the server: nothing counts as sent that it does not hold. */
export function countedAsSent(client: Client, couch: FakeCouch): string[] {
  return [...client.store.records.values()]
    .filter(({ id, rev, dirty }) => dirty === 0 && !couch.docs.get(id)?.history.includes(rev))
    .map(({ id }) => id);
}

/** After everything is normal again: both directions work within 10 s, and all is everywhere. */
export async function becomesWhole(
  client: Client,
  couch: FakeCouch,
  time: VirtualTime,
  what: string,
): Promise<void> {
  client.network.faults = () => undefined;
  couch.put(ticket('ticket:later'));
  client.edit('ticket:last', { subject: 'viimeinen' });
  // A 413 is the server's word about a document; everything else is waited out.
  await client.engine.retryRefused();
  const ids = ['both', 'last', 'later', 'mine', 'theirs'].map((id) => `ticket:${id}`);
  await time.until(
    () => client.isQuiet() && ids.every((id) => client.store.records.has(id) && couch.docs.has(id)),
    10_000,
    what,
  );
  const [here, there] = [client.docs(), couch.teamDocs()];
  const tickets = [...there.keys()].filter((id) => !id.startsWith('event:')).sort();
  const differs = [...there].filter(([id, doc]) => !sameJson(here.get(id), doc));
  if (tickets.join() !== ids.join() || here.size !== there.size || differs.length > 0)
    throw new Error(`${what}: not equal: ${tickets.join()}; ${differs.map(([id]) => id).join()}`);
  if (client.status.lastError) throw new Error(`${what}: still says ${client.status.lastError.message}`);
}
