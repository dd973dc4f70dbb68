import type { EventDocument, HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { merge, stampOf } from '@shared/domain/record/merge';
import { readRegister } from '@shared/domain/record/registers';
import { overwrittenChanges } from '@shared/domain/timeline/overwritten';
import { canonicalJson, sameJson } from '@shared/lib/canonical-json';
import type { Client } from '../support/client';
import type { Acknowledged, World } from './world';

/** A rule of the spec that did not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

export type ServerDocs = ReadonlyMap<string, Record<string, unknown>>;

/** Rules 1.4, 6.3 and 9: hold at every moment, on every machine. */
export function checkAlways(world: World): void {
  for (const client of world.clients) {
    for (const record of client.store.records.values()) {
      if (record.refusal && record.dirty === 0)
        throw new Violation(`9.1 ${record.id} is refused but not dirty`);
      // A server that has forgotten knows less than it said; that this is noticed is another check.
      if (record.dirty === 1 || world.restored) continue;
      const stored = world.couch.docs.get(record.id);
      if (!stored)
        throw new Violation(`1.4 ${client.name} has ${record.id} clean, the server has never seen it`);
      // What somebody deletes on the server comes back from whoever sees that first, perhaps in an older version;
      // those who know more hear of it from the feed, and send the rest.
      if (world.deleted.has(record.id)) continue;
      const known = [stored, ...stored.leaves].map(({ doc }) => doc as TeamDocument).reduce(merge);
      if (!sameJson(merge(known, record.doc), known)) {
        throw new Violation(
          `1.4 ${client.name} has ${record.id} clean, but the server lacks something of it`,
        );
      }
    }
    checkFrozen(client, world);
  }
}

/** A machine that knows more than the restored server takes nothing from it before a person says so. */
function checkFrozen(client: Client, world: World): void {
  const { frozen } = client;
  if (!frozen) return;
  // Known to the copy, or sent once more by whoever had got no answer: then the server has not forgotten it.
  const servers = [frozen.copy, world.couch];
  const forgotten = frozen.witnesses.find(
    ({ id, rev }) => !servers.some(({ docs }) => docs.get(id)?.history.includes(rev)),
  );
  if (!forgotten) return;
  for (const { id, doc } of client.store.records.values()) {
    const versions = [frozen.docs.get(id), frozen.before.get(id)].filter((known) => known !== undefined);
    if (id.startsWith('event:merge-') || versions.some((known) => known['_deleted'] === true)) continue;
    const allowed = versions.length > 0 ? versions.reduce(merge) : null;
    if (!allowed || !sameJson(withoutArchiving(merge(allowed, doc)), withoutArchiving(allowed)))
      throw new Violation(
        `6.3 ${client.name} has taken ${id} from a server that has forgotten ${forgotten.rev}`,
      );
  }
}

/** What it had read before the server went down may settle an archiving yet (3.8). */
function withoutArchiving(doc: TeamDocument): unknown {
  const { archived: _archived, stamps, ...rest } = doc as HeaderDocument;
  const { archived: _stamp, ...others } = stamps ?? {};
  return [rest, others];
}

/** Rule 9.2: called with each status as it is told. */
export function checkStatus(client: Client, before: string | null): void {
  const { lastVerifiedAt, phase, unsent } = client.status;
  if (lastVerifiedAt === before || lastVerifiedAt === null) return;
  if (phase !== 'live' || unsent > 0)
    throw new Violation(`9.2 ${client.name} verified while ${phase}, ${unsent}`);
  const dirty = [...client.store.records.values()].filter((record) => record.dirty === 1);
  if (dirty.length > 0) {
    throw new Violation(`9.2 ${client.name} verified with ${dirty.map(({ id }) => id).join(', ')} unsent`);
  }
  if (!client.heardAt.has(lastVerifiedAt)) {
    throw new Violation(`9.2 ${client.name} verified at ${lastVerifiedAt}, when nothing had arrived`);
  }
}

type Machine = Pick<Client, 'name' | 'docs' | 'status'>;

/**
 * After healing: everything is equal, nothing is lost, the statuses say so.
 * @returns how many writes were overwritten by somebody who did not know them; each of them is shown
 */
export function checkConverged(
  machines: readonly Machine[],
  server: ServerDocs,
  acknowledged: readonly Acknowledged[],
): number {
  for (const machine of machines) {
    const docs = machine.docs();
    for (const id of new Set([...docs.keys(), ...server.keys()])) {
      const [here, there] = [canonicalJson(docs.get(id)), canonicalJson(server.get(id))];
      if (here !== there)
        throw new Violation(`converged: ${id} differs\n  ${machine.name}: ${here}\n  server: ${there}`);
    }
    const { unsent, needsAttention, lastError } = machine.status;
    if (unsent + needsAttention > 0 || lastError) {
      throw new Violation(`9.1 ${machine.name} says ${JSON.stringify(machine.status)} when all is well`);
    }
  }
  for (const write of acknowledged) checkKept(write, server);
  let overwritten = 0;
  for (const [id, writes] of byHeader(acknowledged)) overwritten += checkHeader(id, writes, server);
  return overwritten;
}

/** Each acknowledged write is recorded for good, with value, author and time. */
function checkKept(write: Acknowledged, server: ServerDocs): void {
  if (write.event === null) return;
  const event = server.get(write.event);
  if (!event) throw new Violation(`lost: ${write.event} by ${write.by} about ${write.header}`);
  const changes = (event['changes'] ?? []) as { path: string; to: unknown }[];
  const kept = write.path === '' || changes.some(({ path, to }) => path === write.path && to === write.value);
  if (!kept || event['author'] !== write.by || event['at'] !== write.stamp) {
    throw new Violation(`changed: ${write.event} is ${canonicalJson(event)}`);
  }
}

/** Of one record: the latest write of each field stands, those it did not know are shown, edits beat archivings. */
function checkHeader(id: string, writes: readonly Acknowledged[], server: ServerDocs): number {
  const header = server.get(id) as HeaderDocument | undefined;
  if (!header) throw new Violation(`lost: ${id}`);
  const events = [...server.values()].filter((doc) => doc['about'] === id) as unknown as EventDocument[];
  const all = [...writes, ...events.flatMap((event) => settledBy(event, writes))];
  const shown = overwrittenChanges(events).map(({ event, change }) => `${change.path} ${event.at}`);
  const expected: string[] = [];
  const allowed: string[] = [];
  for (const [path, own] of byPath(all)) {
    const winner = own.reduce((latest, write) => (write.stamp > latest.stamp ? write : latest));
    const value = readRegister(header, path) ?? null;
    if (!sameJson(value, winner.value)) {
      throw new Violation(
        `lost: ${id} ${path} is ${JSON.stringify(value)}, not ${JSON.stringify(winner.value)}`,
      );
    }
    expected.push(...unseen(own, winner, true).map(({ stamp }) => `${path} ${stamp}`));
    // Nobody but its writer can know what a write without an event knew.
    allowed.push(...unseen(own, winner, false).map(({ stamp }) => `${path} ${stamp}`));
  }
  if (expected.some((lost) => !shown.includes(lost)) || shown.some((lost) => !allowed.includes(lost)))
    throw new Violation(`7.4 ${id}: "changed by both" shows [${shown.join()}], not [${expected.join()}]`);
  checkArchiving(header, writes);
  return expected.length;
}

/** What a merge itself decided (3.8), as a write that knew the archiving. */
function settledBy(event: EventDocument, writes: readonly Acknowledged[]): Acknowledged[] {
  if (event.data?.['because'] !== 'editedMeanwhile') return [];
  const [change] = event.changes ?? [];
  const archiving = writes.find(({ path, stamp }) => path === 'archived' && stamp === change?.replaced);
  if (!change || archiving?.value !== true)
    throw new Violation(`3.8 ${event._id} settles what nobody archived`);
  const seen = { archived: archiving.stamp };
  return [{ ...archiving, event: event._id, value: change.to, stamp: event.at, seen, seenArchived: true }];
}

/**
 * The writes of one field that whoever wrote the one that stands did not know, directly or through others.
 * @param all also what is known only by word of a write without an event
 */
function unseen(writes: readonly Acknowledged[], winner: Acknowledged, all: boolean): Acknowledged[] {
  const chain = new Set<string>();
  for (let at: Acknowledged | undefined = winner; at && !chain.has(at.stamp);) {
    chain.add(at.stamp);
    const before: string | undefined = all || at.event !== null ? at.seen[at.path] : undefined;
    at = writes.find(({ stamp }) => stamp === before);
  }
  return writes.filter(({ stamp }) => !chain.has(stamp));
}

/** 3.8 Nothing is in the archive although somebody, not knowing that, edited it and the edit stands. */
function checkArchiving(header: HeaderDocument, writes: readonly Acknowledged[]): void {
  const archiving = writes.find(
    ({ path, stamp }) => path === 'archived' && stamp === stampOf(header, 'archived'),
  );
  if (archiving?.value !== true) return;
  const archivings = writes.filter(({ path, value }) => path === 'archived' && value === true);
  const edit = writes.find(
    ({ path, stamp, seen, seenArchived }) =>
      path !== 'archived' &&
      // Somebody else put it there, knowing the edit.
      !archivings.some((other) => (other.seen[path] ?? '') >= stamp) &&
      path !== '' &&
      stamp === stampOf(header, path) &&
      (seen['archived'] ?? '') < archiving.stamp &&
      !seenArchived,
  );
  if (edit) throw new Violation(`3.8 ${header._id} is in the archive in spite of ${edit.path} by ${edit.by}`);
}

function byHeader(writes: readonly Acknowledged[]): Map<string, Acknowledged[]> {
  return grouped(writes, ({ header }) => header);
}

function byPath(writes: readonly Acknowledged[]): Map<string, Acknowledged[]> {
  return grouped(
    writes.filter(({ path }) => path !== ''),
    ({ path }) => path,
  );
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
