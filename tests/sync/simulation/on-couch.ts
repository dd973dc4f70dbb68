import { randomBytes } from 'node:crypto';
import { basicAuthorization, readCouchAddress } from '@hub/backend/couch-address';
import type { FetchLike } from '@shared/couchdb-sync/config';
import type { EventDocument, HeaderDocument } from '@shared/domain/record/documents';
import { changeHeader, newEvent } from '@shared/domain/record/write';
import { sameJson } from '@shared/lib/canonical-json';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { merge } from '@shared/domain/record/merge';
import { ticket } from '../support/client';
import { createMachine, type Machine } from '../support/machine';
import { seededRandom, type Random } from '../support/random';
import { checkConverged } from './checks';
import type { Operation } from './operations';
import type { Outcome } from './simulate';
import type { Acknowledged } from './world';

/** Longest wait between two operations, ms: time is real here. */
const PAUSE_MS = 40;
const HEALING_MS = 30_000;
const QUICK = { heartbeatMs: 500, timeoutMs: 2_000, backoff: { firstMs: 30, maxMs: 300 }, pushDelayMs: 5 };
const VALUES: Record<string, readonly unknown[]> = {
  subject: ['Näyttö pimeänä', 'VPN ei avaudu', 'Tulostin'],
  priority: ['high', 'medium', 'low'],
  status: ['new', 'inProgress'],
};

/** Asks the CouchDB as its administrator. */
type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** A machine on a line that loses requests and answers. */
interface Agent extends Machine {
  name: string;
  line: { online: boolean; loss: number };
  docs: Machine['docs'];
}

/** The reduced schedule against an Apache CouchDB: edits, tags, archiving, notes, cuts, lost answers, leaves. */
export async function simulateOnCouch(
  address: string,
  seed: number,
  clients: number,
  schedule: readonly Operation[],
): Promise<Outcome> {
  const couch = readCouchAddress(address, {});
  const root = `${couch.root}/luuri-simulated-${randomBytes(4).toString('hex')}`;
  const headers = { authorization: basicAuthorization(couch), 'content-type': 'application/json' };
  const ask: Ask = async (method, path, body) => {
    const answer = await fetch(root + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${answer.status} to ${method} ${path}`);
    return answer.json();
  };
  const world = { acknowledged: [] as Acknowledged[], trace: [] as string[], ids: 0 };
  const random = seededRandom(seed);
  const outcome: Outcome = { failure: null, trace: world.trace, healedIn: 0, edits: 0, overwritten: 0 };
  const agents: Agent[] = [];
  try {
    await ask('PUT', '');
    await ask('PUT', '/team:epoch', { type: 'team', v: 1, epoch: `epoch-${seed}` });
    for (const name of 'abcdefgh'.slice(0, clients)) agents.push(openAgent(name, root, headers, random));
    for (const { engine } of agents) engine.start();
    for (const operation of schedule) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(operation.after, PAUSE_MS)));
      await perform(operation, agents, world, ask);
    }
    world.trace.push('healed');
    const healed = Date.now();
    for (const { line, engine } of agents) {
      Object.assign(line, { online: true, loss: 0 });
      engine.networkReturned();
    }
    await allEqual(agents, ask);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await allEqual(agents, ask);
    outcome.healedIn = Date.now() - healed;
    const machines = agents.map((agent) => ({
      name: agent.name,
      docs: () => new Map([...agent.store.records.values()].map(({ id, doc }) => [id, doc])),
      status: agent.engine.status(),
    }));
    outcome.overwritten = checkConverged(machines, await serverDocs(ask), world.acknowledged);
  } catch (error) {
    outcome.failure = error instanceof Error ? error.message : String(error);
  } finally {
    await Promise.all(agents.map(({ engine }) => engine.stop()));
    await ask('DELETE', '').catch(() => {});
  }
  return { ...outcome, edits: world.acknowledged.length };
}

function openAgent(name: string, root: string, headers: Record<string, string>, random: Random): Agent {
  const line = { online: true, loss: 0 };
  const broken: FetchLike = async (url, request) => {
    if (!line.online || random.chance(line.loss)) throw new Error('no network');
    const answer = await fetch(url, {
      ...(request as RequestInit),
      headers: { ...request.headers, ...headers },
    });
    if (!line.online || random.chance(line.loss)) throw new Error('the answer was lost');
    return answer;
  };
  const size = {
    pageSize: 3 + random.below(20),
    feedLimit: 2 + random.below(20),
    pushLimit: 1 + random.below(12),
  };
  return Object.assign(createMachine(name, root, broken, { ...QUICK, ...size }), { name, line });
}

/** Waits until every machine has sent all, and holds what the server holds: what one has sent, others read later. */
async function allEqual(agents: readonly Agent[], ask: Ask): Promise<void> {
  const end = Date.now() + HEALING_MS;
  for (;;) {
    const server = Object.fromEntries(await serverDocs(ask));
    if (agents.every((agent) => agent.isQuiet() && sameJson(agent.docs(), server))) return;
    if (Date.now() > end) {
      throw new Error(`not all equal within ${HEALING_MS} ms\n${agents.map(describeAgent).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What keeps a machine from being quiet, for the report of a failure. */
function describeAgent({ name, engine, store }: Agent): string {
  const dirty = [...store.records.values()].filter((record) => record.dirty === 1).map(({ id }) => id);
  return `  ${name}: ${store.records.size} records, dirty [${dirty.join()}], ${JSON.stringify(engine.status())}`;
}

async function perform(
  { kind, client, target, variant }: Operation,
  agents: readonly Agent[],
  world: { acknowledged: Acknowledged[]; trace: string[]; ids: number },
  ask: Ask,
): Promise<void> {
  const agent = agents[client % agents.length];
  if (!agent) return;
  const ids = [...agent.store.records.keys()].filter((id) => id.startsWith('ticket:')).sort();
  const id = ids[Math.floor(target * ids.length)];
  const nextId = () => String((world.ids += 1)).padStart(5, '0');
  const tell = (text: string) => world.trace.push(`${agent.name} ${text}`);
  if (kind === 'create') {
    const own = `ticket:${nextId()}`;
    agent.store.edit(own, () => ticket(own, { subject: own }));
    tell(`creates ${own}`);
  } else if (kind === 'offline') agent.line.online = false;
  else if (kind === 'online') agent.line.online = true;
  else if (kind === 'fault') agent.line.loss = variant / 2;
  else if (kind === 'syncNow') agent.engine.syncNow();
  else if (kind === 'cut') agent.engine.networkReturned();
  else if (kind === 'leaf' && id) await plantLeaf(id, variant, ask);
  else if (id && ['edit', 'tag', 'archive', 'undo'].includes(kind)) {
    const [path, value] = writeOf(kind, variant, target);
    const before = agent.doc(id);
    if (!before) return;
    const stamp = createHybridClock(Date.now, agent.name).next(...Object.values(before.stamps));
    const { header, changes } = changeHeader<HeaderDocument>(before, { [path]: value }, stamp);
    if (changes.length === 0) return;
    const at = { now: new Date().toISOString(), author: agent.name, device: agent.name, newId: nextId };
    const event: EventDocument = newEvent('changed', id, { changes }, stamp, at);
    agent.store.edit(event._id, () => event);
    agent.store.edit(id, (now) => (now ? merge(now, header) : header));
    const seen = { seen: structuredClone(before.stamps), seenArchived: before.archived };
    world.acknowledged.push({ header: id, event: event._id, path, value, stamp, by: agent.name, ...seen });
    tell(`sets ${id} ${path} = ${JSON.stringify(value)} (${stamp})`);
  }
}

function writeOf(kind: string, variant: number, target: number): [path: string, value: unknown] {
  if (kind === 'tag') return [`tags.t${Math.floor(variant * 3)}`, target < 0.6];
  if (kind === 'archive') return ['archived', variant < 0.7];
  const paths = Object.keys(VALUES);
  const path = paths[Math.floor(variant * paths.length)] ?? 'subject';
  const values = VALUES[path] ?? [];
  return [path, values[Math.floor(((target * 7) % 1) * values.length)]];
}

/** A version that replication brings and nobody has written here: it adds a tag, which nobody can lose. */
async function plantLeaf(id: string, variant: number, ask: Ask): Promise<void> {
  const current = (await ask('GET', `/${encodeURIComponent(id)}`).catch(() => null)) as HeaderDocument | null;
  if (!current) return;
  const tag = `z${Math.floor(variant * 1e6)}`;
  const stamp = createHybridClock(Date.now, 'z').next(...Object.values(current.stamps));
  const { header } = changeHeader(current, { [`tags.${tag}`]: true }, stamp);
  const digest = randomBytes(16).toString('hex');
  await ask('POST', '/_bulk_docs', { new_edits: false, docs: [{ ...header, _rev: `1-${digest}` }] });
}

async function serverDocs(ask: Ask) {
  const { rows } = (await ask('GET', '/_all_docs?include_docs=true')) as {
    rows: { id: string; doc: Record<string, unknown> }[];
  };
  return new Map(
    rows
      .filter(({ id }) => !id.startsWith('_') && id !== 'team:epoch')
      .map(({ id, doc: { _rev: _ignored, ...doc } }) => [id, doc]),
  );
}
