import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, html, to } from './support/faults';
import { openHttpCouch, type HttpCouch } from './support/http-couch';
import { createMachine, eventually, type Machine } from './support/machine';

const QUICK = {
  heartbeatMs: 100,
  timeoutMs: 400,
  backoff: { firstMs: 20, maxMs: 100 },
  pushDelayMs: 5,
  feedPauseMs: 20,
};

let couch: FakeCouch;
let server: HttpCouch;
let a: Machine;

beforeEach(async () => {
  couch = new FakeCouch();
  server = await openHttpCouch(couch);
  a = createMachine('a', server.url, (url, request) => fetch(url, request as RequestInit), QUICK);
});

afterEach(async () => {
  await a.engine.stop();
  await server.close();
});

async function connected(): Promise<void> {
  a.engine.start();
  await eventually('quiet', a.isQuiet);
}

describe('over real sockets', () => {
  it("2.1 and 3.1 both directions work with the platform's fetch", async () => {
    couch.put(ticket('ticket:01', { subject: 'Ääkköset 😀 \u0000 "' }));
    await connected();
    a.edit('ticket:02', { subject: 'lähtee' });
    couch.put(ticket('ticket:03'));
    await eventually(
      'all there',
      () => a.isQuiet() && a.store.records.size === 3 && couch.docs.has('ticket:02'),
    );
    expect(a.docs()).toEqual(Object.fromEntries(couch.teamDocs()));
  });

  it('2.2 a half-open feed is noticed and replaced', async () => {
    server.faults = burst(1, (request) => request.query.get('feed') === 'longpoll', { kind: 'silence' });
    await connected();
    couch.put(ticket('ticket:01'));
    await eventually('arrived', () => a.store.records.has('ticket:01'));
  });

  it('4.3 a stall in the middle of an answer is noticed on every endpoint', async () => {
    for (const path of ['', '/team%3Aepoch', '/_all_docs', '/_bulk_docs', '/_changes']) {
      const id = `ticket:${path.replace(/\W/g, '')}`;
      server.faults = burst(1, to(path), { kind: 'half' });
      server.breakAll();
      a.edit(id, { subject: path });
      await connected();
      await eventually(`sent in spite of ${path}`, () => couch.docs.has(id) && a.isQuiet());
    }
  });

  it('4.2 redirects are not followed, whatever they lead to', async () => {
    await connected();
    server.faults = burst(3, to('/_bulk_docs'), { kind: 'reply', status: 302, type: 'text/html', body: '' });
    a.edit('ticket:01', { subject: 'x' });
    await eventually('noticed', () => a.engine.status().phase === 'offline');
    expect(a.store.records.get('ticket:01')?.dirty).toBe(1);
    await eventually('sent', () => couch.docs.has('ticket:01') && a.isQuiet());
  });

  it('4.2 a captive portal is no connection', async () => {
    server.faults = () => html(200);
    a.edit('ticket:01', { subject: 'x' });
    a.engine.start();
    await eventually('noticed', () => a.engine.status().lastError?.code === 'notTheServer');
    expect(a.engine.status()).toMatchObject({ phase: 'offline', unsent: 1, lastVerifiedAt: null });
    server.faults = () => undefined;
    await eventually('sent', () => couch.docs.has('ticket:01') && a.isQuiet());
  });

  it('2.1 the server goes away at any moment and returns: nothing is lost, nothing stays behind', async () => {
    await connected();
    for (let round = 0; round < 30; round += 1) {
      a.edit(`ticket:a${round}`, { subject: `oma ${round}` });
      if (round % 3 === 0) server.faults = burst(1, to('/_bulk_docs'), { kind: 'answerLost' });
      if (round % 2 === 0) server.breakAll();
      couch.put(ticket(`ticket:b${round}`));
    }
    await eventually(
      'all there',
      () => a.isQuiet() && a.store.records.size === 60 && couch.teamDocs().size === 60,
    );
    for (let round = 0; round < 30; round += 1)
      expect(couch.docs.get(`ticket:a${round}`)?.rev).toMatch(/^1-/);
  });
});
