import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FetchLike } from '@shared/couchdb-sync/config';
import { createHttp } from '@shared/couchdb-sync/http';
import { DEFAULT_OPTIONS } from '@shared/couchdb-sync/options';
import { createServer } from '@shared/couchdb-sync/server';
import { REDIRECTS } from './fault-matrix.data';
import { FakeCouch } from './support/fake-couch';
import { throughDesktop, throughHub } from './support/gateways';
import { openHttpCouch, type HttpCouch } from './support/http-couch';
import { createMachine, eventually, realTimers } from './support/machine';
import { openSignInHost, type SignInHost } from './support/redirecting-server';

const QUICK = {
  heartbeatMs: 200,
  backoff: { firstMs: 10, maxMs: 40 },
  pushDelayMs: 5,
  typeOrder: ['ticket'],
};
const PASSWORD = 'salainen sana';

const WAYS = [
  { name: 'the gateway of a hub', open: (origin: string) => throughHub(`${origin}/db`) },
  { name: 'the gateway of the desktop app', open: (origin: string) => throughDesktop(origin) },
];

let couch: FakeCouch;
let server: HttpCouch;
let elsewhere: SignInHost;

beforeEach(async () => {
  couch = new FakeCouch();
  server = await openHttpCouch(couch);
  elsewhere = await openSignInHost();
});

afterEach(async () => {
  await server.close();
  await elsewhere.close();
});

/** Answers all requests so; what comes back to the host of the server itself is counted. */
function sendAway(status: number, host: 'same' | 'other'): { followed: () => number } {
  let followed = 0;
  const location = `${host === 'same' ? new URL(server.url).origin : elsewhere.url}/login`;
  server.faults = ({ path }) => {
    if (path === '/login') followed += 1;
    return { kind: 'reply', status, type: 'text/html', body: '<html></html>', location };
  };
  return { followed: () => followed + elsewhere.received.length };
}

describe('4.2 a server that sends everybody to a sign-in page', () => {
  it.each(REDIRECTS)('$name: who follows takes there what he has', async ({ status, host }) => {
    const { followed } = sendAway(status, host);
    const body = JSON.stringify({ password: PASSWORD });
    await fetch(`${server.url}/_bulk_docs`, { method: 'POST', body }).catch(() => {});
    expect(followed()).toBeGreaterThan(0);
    if (status === 307) expect(elsewhere.received[0]?.body).toContain(PASSWORD);
  });

  it.each(WAYS)(
    'through $name: no request, cookie or password arrives there; people are told',
    async (way) => {
      const { fetch, signIn, databaseUrl, close } = await way.open(new URL(server.url).origin);
      for (const [index, { name, status, host }] of REDIRECTS.entries()) {
        server.faults = () => undefined;
        expect((await signIn('maija', PASSWORD)).status).toBe(200);
        const { followed } = sendAway(status, host);
        expect((await signIn('maija', PASSWORD)).ok).toBe(false);
        for (const [what, ask] of Object.entries(everyRequest(databaseUrl, fetch))) {
          await expect(ask(), `${what}, ${name}`).rejects.toMatchObject({ code: 'unreachable' });
        }
        const [a, id] = [createMachine('a', databaseUrl, fetch, QUICK), `ticket:${index}`];
        a.edit(id, { subject: 'oma' });
        a.engine.start();
        await eventually('told', () => a.engine.status().lastError?.code === 'unreachable');
        expect(a.engine.status()).toMatchObject({ phase: 'offline', unsent: 1, lastVerifiedAt: null });
        server.faults = () => undefined;
        await eventually('sent', () => a.isQuiet() && couch.docs.has(id));
        await a.engine.stop();
        expect(followed(), name).toBe(0);
      }
      await close();
    },
  );
});

/** Everything that the engine ever asks. */
function everyRequest(databaseUrl: string, fetch: FetchLike): Record<string, () => Promise<unknown>> {
  const http = createHttp(fetch, realTimers);
  const asked = createServer(databaseUrl, http, DEFAULT_OPTIONS, () => {});
  const { signal } = new AbortController();
  const [id, rev] = ['ticket:1', '1-0'];
  return {
    info: () => asked.info(signal),
    epoch: () => asked.epoch(signal),
    remembers: () => asked.remembers([{ id, rev }], signal),
    latest: () => asked.latest(signal),
    adoptions: () => asked.adoptions(signal),
    page: () => asked.page({ from: null, to: null, after: null }, 10, signal, () => {}),
    read: () => asked.read([id], signal),
    heads: () => asked.heads(null, 10, signal),
    leaves: () => asked.leaves([{ id, rev }], signal),
    changes: () => asked.changes('0', false, signal, () => {}),
    'waiting for changes': () => asked.changes('0', true, signal, () => {}),
    push: () => asked.push([{ _id: id }], signal),
  };
}
