import type { HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { merge } from '@shared/domain/record/merge';
import { readRegister } from '@shared/domain/record/registers';
import { canonicalJson, sameJson } from '@shared/lib/canonical-json';
import type { Client } from '../support/client';
import { serverDocs } from './perform';
import type { Acknowledged, World } from './world';

/** A rule of the spec that did not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Rules 1.4 and 9: hold at every moment, on every machine. */
export function checkAlways(world: World): void {
  for (const client of world.clients) {
    for (const record of client.store.records.values()) {
      if (record.refusal && record.dirty === 0)
        throw new Violation(`9.1 ${record.id} is refused but not dirty`);
      if (record.dirty === 1) continue;
      const stored = world.couch.docs.get(record.id);
      if (!stored)
        throw new Violation(`1.4 ${client.name} has ${record.id} clean, the server has never seen it`);
      // What somebody deletes on the server comes back from whoever sees that first, perhaps in an older version;
      // those who know more hear of it from the feed, and send the rest.
      if (world.deleted.has(record.id)) continue;
      const doc = stored.doc as TeamDocument;
      if (!sameJson(merge(doc, record.doc), doc)) {
        throw new Violation(
          `1.4 ${client.name} has ${record.id} clean, but the server lacks something of it`,
        );
      }
    }
  }
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

/** After healing: everything is equal, nothing is lost, the statuses say so. */
export function checkConverged(world: World): void {
  const server = serverDocs(world);
  for (const client of world.clients) {
    const docs = client.docs();
    for (const id of new Set([...docs.keys(), ...server.keys()])) {
      const [here, there] = [canonicalJson(docs.get(id)), canonicalJson(server.get(id))];
      if (here !== there)
        throw new Violation(`converged: ${id} differs\n  ${client.name}: ${here}\n  server: ${there}`);
    }
    const { unsent, needsAttention, lastError } = client.status;
    if (unsent + needsAttention > 0 || lastError) {
      throw new Violation(`9.1 ${client.name} says ${JSON.stringify(client.status)} when all is well`);
    }
  }
  for (const write of world.acknowledged) checkKept(write, server);
  for (const write of latestPerRegister(world.acknowledged)) checkWinner(write, server);
}

/** Each acknowledged write is recorded for good, with value, author and time. */
function checkKept(write: Acknowledged, server: Map<string, Record<string, unknown>>): void {
  const event = server.get(write.event);
  if (!event) throw new Violation(`lost: ${write.event} by ${write.by} about ${write.header}`);
  const changes = (event['changes'] ?? []) as { path: string; to: unknown }[];
  const kept = write.path === '' || changes.some(({ path, to }) => path === write.path && to === write.value);
  if (!kept || event['author'] !== write.by || event['at'] !== write.stamp) {
    throw new Violation(`changed: ${write.event} is ${canonicalJson(event)}`);
  }
}

/** The write with the latest stamp is what everybody sees. */
function checkWinner(write: Acknowledged, server: Map<string, Record<string, unknown>>): void {
  const header = server.get(write.header) as HeaderDocument | undefined;
  const value = header && readRegister(header, write.path);
  if (!sameJson(value ?? null, write.value)) {
    throw new Violation(
      `lost: ${write.header} ${write.path} is ${JSON.stringify(value)}, not ${JSON.stringify(write.value)}`,
    );
  }
}

function latestPerRegister(writes: readonly Acknowledged[]): Acknowledged[] {
  const latest = new Map<string, Acknowledged>();
  for (const write of writes) {
    const key = `${write.header} ${write.path}`;
    if (write.path !== '' && write.stamp > (latest.get(key)?.stamp ?? '')) latest.set(key, write);
  }
  return [...latest.values()];
}
