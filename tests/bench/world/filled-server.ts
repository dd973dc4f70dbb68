import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ask } from '@hub/cli/operator-client';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { testCouch } from '../../fixtures/couchdb';
import type { GeneratedSizes } from '../generator';
import { generateTeam } from '../generator';
import { askOf, DATABASE, LEAD, putAll, startTeam } from './team';

const SEED = 20_261_122;
const NOW = '2026-11-22T10:00:00.000Z';
const CACHE = fileURLToPath(new URL('../../../.cache/bench', import.meta.url));

/** A hub with a generated team on it. */
export interface FilledServer {
  url: string;
  /** The team's database, `luuri-<team>`. */
  database: string;
  user: string;
  /** Asks as the operator. */
  ask: Ask;
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
  return { ...served(hub, DATABASE, LEAD.user), close: () => hub.close() };
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
      await fill(served(hub, DATABASE, LEAD.user), 'Bench', sizes);
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
    const ask: Ask = async (method, path, body) =>
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
    ask: askOf(hub),
  };
}

async function fill(
  { ask, database, user }: Pick<FilledServer, 'ask' | 'database' | 'user'>,
  teamName: string,
  sizes: GeneratedSizes,
): Promise<void> {
  await startTeam(ask, { teamName, user });
  for (const docs of generateTeam({ seed: SEED, now: NOW, ...sizes })) await putAll(ask, docs, database);
}
