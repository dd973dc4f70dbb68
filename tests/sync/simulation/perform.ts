import { answer } from '../support/couch-answers';
import { drop } from '@shared/lib/drop';
import type { Client } from '../support/client';
import { anything, burst, couchError, html, json, to, type Fault } from '../support/faults';
import type { Operation } from './operations';
import { FORBIDDEN, type World } from './world';

const DAY = 86_400_000;
const SUBJECTS = ['Näyttö pimeänä', 'VPN ei avaudu', 'Lasku väärin', 'Tulostin'];
const PATHS: [string, readonly unknown[]][] = [
  ['subject', SUBJECTS],
  ['priority', ['high', 'medium', 'low']],
  ['status', ['new', 'inProgress', 'solved']],
  ['assignee', ['maija', 'liisa', null]],
];
const LEAF_PATHS: typeof PATHS = [...PATHS, ['tags.vieras', [true, false]], ['archived', [true]]];
const FAULTS: Fault[] = [
  { kind: 'lost' },
  { kind: 'answerLost' },
  { kind: 'twice' },
  { kind: 'half' },
  { kind: 'silence' },
  { kind: 'delay', ms: 3_000 },
  couchError(500, 'internal_server_error', 'badmatch'),
  couchError(503, 'unavailable', 'busy'),
  html(502),
  html(200),
  json(200, []),
];
const PLACES = ['/_bulk_docs', '/_changes', '/_all_docs', '/team%3Aepoch', null];

const at = <T>(items: readonly T[], fraction: number): T | undefined =>
  items[Math.floor(fraction * items.length)];

/** Carries one operation out. What cannot be done at the moment is left out. */
export async function perform(world: World, operation: Operation): Promise<void> {
  const { kind, variant, target } = operation;
  const client = at(world.clients, (operation.client + 0.5) / world.clients.length);
  if (!client) return;
  const headers = [...client.store.records.keys()].filter((id) => !id.startsWith('event:')).sort();
  const id = at(headers, target);
  switch (kind) {
    case 'create':
      return world.create(client, variant < 0.2);
    case 'undo':
      return world.undo(client);
    case 'edit':
    case 'tag':
    case 'step':
    case 'archive':
    case 'note':
    case 'forbidden':
    case 'tombstone':
    case 'leaf':
      return id === undefined ? undefined : onRecord(world, client, id, operation);
    case 'crash':
      world.log(`${client.name} crashes and starts again`);
      return client.crash();
    case 'backup':
      world.log('a copy of the server is made');
      world.backup = world.couch.copy();
      return;
    case 'restore':
      return restore(world);
    case 'malformed':
      return void world.couch.put({ _id: `ticket:bad${Math.floor(variant * 5)}`, type: 'ticket', v: 1 });
    default:
      return onLine(world, client, operation);
  }
}

function onRecord(world: World, client: Client, id: string, { kind, variant, target }: Operation): void {
  switch (kind) {
    case 'tag':
      if (!id.startsWith('ticket:')) return;
      return world.command(
        client,
        id,
        at(['tags.vpn', 'tags.m365', 'tags.__vip'], variant) ?? '',
        target < 0.6,
      );
    case 'step':
      if (!id.startsWith('run:')) return;
      return world.command(
        client,
        id,
        `steps.s${Math.floor(variant * 3)}.state`,
        at(['done', 'failed'], target),
      );
    case 'archive':
      return world.command(client, id, 'archived', variant < 0.7);
    case 'note':
      return world.note(client, id);
    case 'forbidden':
      return world.command(client, id, 'subject', FORBIDDEN);
    case 'leaf': {
      const paths = id.startsWith('ticket:') ? LEAF_PATHS : PATHS;
      const [path, values] = at(paths, (variant * 3) % 1) ?? ['subject', SUBJECTS];
      const value = at(values, (target * 7) % 1);
      return world.leaf(id, path, value, at([-1, 0, 2], variant) ?? 0, at([0, -DAY, 60_000], target) ?? 0);
    }
    case 'tombstone':
      if (!world.couch.get(id) || world.couch.docs.get(id)?.leaves.length) return;
      world.log(`somebody deletes ${id} on the server`);
      world.deleted.add(id);
      return world.couch.remove(id);
    default: {
      const [path, values] = at(PATHS, variant) ?? ['subject', SUBJECTS];
      return world.command(client, id, path, at(values, (target * 7) % 1));
    }
  }
}

function onLine(world: World, client: Client, { kind, variant, target }: Operation): void {
  world.log(`${client.name} ${kind} ${variant.toFixed(3)}`);
  switch (kind) {
    case 'offline':
      return client.network.goOffline();
    case 'online':
      client.network.goOnline();
      return variant < 0.5 ? client.engine.networkReturned() : undefined;
    case 'cut':
      return client.network.breakAll();
    case 'syncNow':
      return client.engine.syncNow();
    case 'adopt':
      return adopt(world, client);
    case 'clock':
      client.skewMs = at([0, DAY, -DAY, 3650 * DAY, 60_000], variant) ?? 0;
      return;
    case 'diskFails':
      return failDisk(client, 1 + Math.floor(variant * 4));
    case 'diskSlow': {
      return world.slowDisk(client, Math.floor(variant * 800));
    }
    default: {
      const place = at(PLACES, target) ?? null;
      const fault = at(FAULTS, variant) ?? { kind: 'lost' };
      client.network.faults = burst(
        1 + Math.floor(((variant * 97) % 1) * 4),
        place ? to(place) : anything,
        fault,
      );
    }
  }
}

/** A person who is told that the server is another one says: take it. */
export function adopt(world: World, client: Client): void {
  if (client.status.phase !== 'serverChanged') return;
  // From now on the server learns again what it had forgotten, and the others may know it by that.
  for (const each of world.clients) each.frozen = null;
  drop(client.engine.adoptServer(), () => {});
}

/** The server is down for a moment, and comes back without its last minutes. */
async function restore(world: World): Promise<void> {
  if (!world.backup) return;
  world.log('the server comes back as its last copy');
  const down = world.clients.filter(({ network }) => network.online);
  for (const { network } of down) network.goOffline();
  await world.time.advance(1_500);
  world.restored = true;
  world.forgetUnread(world.backup);
  const copy = world.backup;
  for (const client of world.clients) client.rememberDisk(copy);
  world.couch.become(copy);
  for (const { network } of down) network.goOnline();
}

function failDisk(client: Client, times: number): void {
  let left = times;
  client.store.before = () => {
    if (left === 0) return Promise.resolve();
    left -= 1;
    return Promise.reject(new Error('the disk does not answer'));
  };
}

/** Everything works again, on every machine. */
export function heal(world: World): void {
  world.log('healed');
  for (const client of world.clients) {
    client.network.goOnline();
    client.network.faults = () => undefined;
    client.network.latencyMs = Math.min(client.network.latencyMs, 100);
    client.store.before = () => Promise.resolve();
    client.engine.networkReturned();
    adopt(world, client);
    client.onPhase = () => adopt(world, client);
  }
}

/** Reads the server as an outsider would. */
export function serverDocs(world: World): Map<string, Record<string, unknown>> {
  const { json: body } = answer(world.couch, {
    method: 'GET',
    path: '/_all_docs',
    query: new URLSearchParams({ descending: 'true' }),
    body: null,
  });
  const { rows } = body as { rows: { id: string; doc: Record<string, unknown> }[] };
  return new Map(
    rows
      .filter(({ id }) => !id.startsWith('_') && id !== 'team:epoch' && !id.startsWith('ticket:bad'))
      .map(({ id, doc: { _rev: _ignored, ...doc } }) => [id, doc]),
  );
}
