import { loadavg } from 'node:os';
import { sameJson } from '@shared/lib/canonical-json';
import { note, ticket } from '../../sync/support/client';
import type { Machine } from '../../sync/support/machine';
import { createMachine } from '../../sync/support/machine';
import { createRandom } from '../random';
import { openHubProcess } from '../world/hub-process';
import type { HubProcess } from '../world/hub-process';
import { DATABASE, LEAD, putAll, startTeam } from '../world/team';

export interface TeamLoad {
  writes: number;
  /** Writes that are not on the server and on every machine in the end. */
  lost: number;
  /** Machines whose records are not those of the server in the end. */
  different: number;
  /** For each write: from the edit until the last of the other machines has it, ms. */
  endToEnd: number[];
  load: number;
}

export interface TeamSizes {
  clients: number;
  writes: number;
  seconds: number;
}

const TICKETS = 100;
/** After the last write, ms. */
const LIMIT = 90_000;

/**
 * A team of machines, each with the real engine and a session of its own, that write all at once: each write adds a
 * note and changes a ticket that others change too.
 */
export async function teamLoad(
  sizes: TeamSizes,
  seed: number,
  progress: (text: string) => void,
): Promise<TeamLoad> {
  const hub = await openHubProcess();
  const machines: Machine[] = [];
  try {
    await startTeam(hub.ask);
    // Made by one before the others come: who made a ticket is a fact about it that nobody may change.
    const docs = Array.from({ length: TICKETS }, (_, index) => ticket(`ticket:bench${index}`));
    await putAll(hub.ask, docs);
    for (let index = 0; index < sizes.clients; index += 1) machines.push(await join(hub, `a${index}`));
    progress(`${machines.length} machines are signed in`);
    return await work(hub, machines, sizes, seed, progress);
  } finally {
    await Promise.all(machines.map(({ engine }) => engine.stop()));
    await hub.close();
  }
}

async function join(hub: HubProcess, user: string): Promise<Machine> {
  await hub.ask('POST', '/api/members', { user, displayName: user, password: LEAD.password, role: 'agent' });
  const answer = await fetch(`${hub.url}/db/_session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: user, password: LEAD.password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  if (!answer.ok || !cookie) throw new Error(`${user} is not signed in: ${answer.status}`);
  const machine = createMachine(user, `${hub.url}/db/${DATABASE}`, (url, request) =>
    fetch(url, { ...(request as RequestInit), headers: { ...request.headers, cookie } }),
  );
  machine.engine.start();
  await until(() => machine.isQuiet(), 60_000, `${user} is live`);
  return machine;
}

async function work(
  hub: HubProcess,
  machines: readonly Machine[],
  { writes, seconds }: TeamSizes,
  seed: number,
  progress: (text: string) => void,
): Promise<TeamLoad> {
  const random = createRandom(seed);
  const written = new Map<string, number>();
  const missing = new Map<string, number>();
  const endToEnd: number[] = [];
  for (const machine of machines) {
    watchArrivals(machine, (id) => {
      const left = (missing.get(id) ?? 0) - 1;
      missing.set(id, left);
      if (left === 0) endToEnd.push(Date.now() - (written.get(id) ?? 0));
    });
  }

  const every = (seconds * 1_000) / writes;
  await Promise.all(
    machines.map(async (machine, index) => {
      const start = Date.now();
      for (let turn = 0; turn < writes; turn += 1) {
        await pause(start + every * (turn + random.share()) - Date.now());
        const name = `b${index}x${String(turn).padStart(4, '0')}`;
        const about = `ticket:bench${random.below(TICKETS)}`;
        const id = `event:${name}`;
        written.set(id, Date.now());
        missing.set(id, machines.length - 1);
        machine.store.edit(id, () => ({ ...note(name, about), author: `a${index}` }));
        machine.edit(about, { subject: `${name} ${random.below(1_000)}` });
      }
    }),
  );
  progress(`${written.size} writes are made, ${endToEnd.length} are everywhere`);
  const quiet = () => endToEnd.length === written.size && machines.every((machine) => machine.isQuiet());
  await until(quiet, LIMIT, 'everything everywhere').catch((error: unknown) => {
    const states = machines.map(({ engine }) => JSON.stringify(engine.status()));
    progress([String(error), ...new Set(states)].join('\n'));
  });
  return { ...(await compare(hub, machines, written)), endToEnd, load: loadavg()[0] ?? 0 };
}

/** Calls back once for each event that comes from the server, when it is stored. */
function watchArrivals({ store }: Machine, arrived: (id: string) => void): void {
  const { update } = store;
  store.update = async (ids, decide, options) => {
    const fresh = ids.filter((id) => id.startsWith('event:b') && !store.records.has(id));
    await update(ids, decide, options);
    for (const id of fresh) arrived(id);
  };
}

async function compare(
  hub: HubProcess,
  machines: readonly Machine[],
  written: ReadonlyMap<string, number>,
): Promise<{ writes: number; lost: number; different: number }> {
  const { rows } = (await hub.ask('GET', `/db/${DATABASE}/_all_docs?include_docs=true`)) as {
    rows: { id: string; doc: Record<string, unknown> }[];
  };
  const server: Record<string, unknown> = {};
  for (const { id, doc } of rows) {
    const { _rev, ...own } = doc;
    if (id !== 'team:epoch' && !id.startsWith('_')) server[id] = own;
  }
  const everywhere = (id: string) => id in server && machines.every(({ store }) => store.records.has(id));
  return {
    writes: written.size,
    lost: [...written.keys()].filter((id) => !everywhere(id)).length,
    different: machines.filter((machine) => !sameJson(machine.docs(), server)).length,
  };
}

async function until(holds: () => boolean, ms: number, what: string): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await pause(50);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
