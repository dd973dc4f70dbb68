import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHub } from '@hub/hub';
import { createConnections } from '@main/connection/connections';
import type { FetchLike } from '@shared/couchdb-sync/config';
import { memorySecrets } from '../../fixtures/memory-secrets';

/** The way from a page to a server, with the session of whoever signed in on it. */
export interface Way {
  /** Of the database `luuri-test`. */
  databaseUrl: string;
  fetch: FetchLike;
  signIn(name: string, password: string): Promise<Response>;
  close(): Promise<void>;
}

const JSON_BODY = { 'content-type': 'application/json' };

/** A browser, and a hub in front of a CouchDB. @param server root of the CouchDB */
export async function throughHub(server: string): Promise<Way> {
  const dataDir = await mkdtemp(join(tmpdir(), 'luuri sync ä '));
  const couch = { root: server, user: 'admin', password: 'ylläpito' };
  const hub = await openHub({ port: 0, dataDir, couch });
  let cookie = '';
  return {
    databaseUrl: `${hub.url}/db/luuri-test`,
    fetch: (url, init) =>
      fetch(url, { ...(init as RequestInit), headers: { ...init.headers, ...(cookie ? { cookie } : {}) } }),
    async signIn(name, password) {
      const body = JSON.stringify({ name, password });
      const answer = await fetch(`${hub.url}/db/_session`, { method: 'POST', headers: JSON_BODY, body });
      const set = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
      if (set.length > 0) cookie = set.join('; ');
      return answer;
    },
    async close() {
      await hub.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The desktop app, which asks the server itself. @param server its address, without `/db` */
export async function throughDesktop(server: string): Promise<Way> {
  const connections = createConnections({
    file: { read: async () => null, write: async () => {}, remove: async () => {} },
    secrets: memorySecrets(),
    fetch: (address, init) => fetch(address, init),
    localHub: async () => server,
    onSwitch: () => {},
  });
  const gateway = await connections.gateway();
  return {
    databaseUrl: 'app://luuri/db/luuri-test',
    fetch: (url, init) => gateway(new Request(url, init as RequestInit)),
    signIn: (name, password) => {
      const body = JSON.stringify({ name, password });
      return gateway(new Request('app://luuri/db/_session', { method: 'POST', headers: JSON_BODY, body }));
    },
    close: async () => {},
  };
}
