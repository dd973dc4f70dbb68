import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { testCouch } from '../../fixtures/couchdb';
import type { GeneratedSizes } from '../generator';
import { generateTeam } from '../generator';

const SEED = 20_261_122;
const NOW = '2026-11-22T10:00:00.000Z';
const CACHE = fileURLToPath(new URL('../../../.cache/bench', import.meta.url));

/** Who signs in. */
export const LEAD = { user: 'maija', password: 'oikea hevonen paristo niitti' };

/** A hub with a generated team on it. */
export interface FilledServer {
  url: string;
  /** The team's database, `luuri-<team>`. */
  database: string;
  user: string;
  /** Asks as the operator. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * The embedded hub with a team of these sizes. The data is made once and kept in `.cache/bench`, so a bench that was
 * broken off begins sooner the second time; each opening works on it directly, so nothing may be written to it.
 * @param staticFolder what the hub serves
 */
export async function filledHub(
  sizes: GeneratedSizes,
  staticFolder: string,
  progress: (text: string) => void,
): Promise<FilledServer> {
  const folder = await filledHubFolder(sizes, progress);
  const hub = await openHub({ dataDir: folder, port: 0, staticFolder });
  return { ...served(hub, 'luuri-bench', LEAD.user), close: () => hub.close() };
}

/** The folder of a hub with such a team, made once and kept. Whoever writes to it copies it first. */
export async function filledHubFolder(
  sizes: GeneratedSizes,
  progress: (text: string) => void,
): Promise<string> {
  const folder = join(CACHE, `hub-${Object.values(sizes).join('-')}-${SEED}`);
  if (!existsSync(folder)) {
    progress(`making a team of ${sizes.tickets} tickets`);
    await mkdir(dirname(folder), { recursive: true });
    const making = await mkdtemp(`${folder}-`);
    const hub = await openHub({ dataDir: making, port: 0 });
    try {
      await fill(served(hub, 'luuri-bench', LEAD.user), 'Bench', sizes);
    } finally {
      await hub.close();
    }
    await rename(making, folder);
  }
  return folder;
}

/** A hub before the Apache CouchDB named by `COUCH_URL`; the team there is removed at the end. */
export async function filledCouch(
  sizes: GeneratedSizes,
  staticFolder: string,
  progress: (text: string) => void,
): Promise<FilledServer> {
  const couch = testCouch();
  const dataDir = await mkdtemp(join(tmpdir(), 'luuri-bench-couch-'));
  const hub = await openHub({ dataDir, port: 0, staticFolder, couch: couch.address });
  const user = `${LEAD.user}-${couch.teamName.slice(-8)}`;
  const close = async () => {
    await hub.close();
    await couch.clear();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    progress(`filling a CouchDB with ${sizes.tickets} tickets`);
    const server = served(hub, couch.database, user);
    const ask: FilledServer['ask'] = async (method, path, body) =>
      path.startsWith('/db')
        ? (await couch.ask(method, path.slice('/db'.length), body)).json
        : server.ask(method, path, body);
    await fill({ ...server, ask }, couch.teamName, sizes);
    return { ...server, ask, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function served(hub: Hub, database: string, user: string): Omit<FilledServer, 'close'> {
  return {
    url: hub.url,
    database,
    user,
    async ask(method, path, body) {
      const answer = await fetch(hub.url + path, {
        method,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.operatorToken}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
  };
}

async function fill(
  { ask, database, user }: Pick<FilledServer, 'ask' | 'database' | 'user'>,
  teamName: string,
  sizes: GeneratedSizes,
): Promise<void> {
  const { password } = LEAD;
  await ask('POST', '/api/setup', { teamName, displayName: 'Maija', language: 'fi', user, password });
  for (const docs of generateTeam({ seed: SEED, now: NOW, ...sizes })) {
    const rows = (await ask('POST', `/db/${database}/_bulk_docs`, { docs })) as { error?: string }[];
    const refused = rows.find((row) => row.error);
    if (refused) throw new Error(`not stored: ${JSON.stringify(refused)}`);
  }
}
