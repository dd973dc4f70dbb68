import { beforeEach, describe, expect, it } from 'vitest';
import { Client, note, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, couchError, html, json, to } from './support/faults';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;
let a: Client;

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
  a = new Client('a', couch, time);
});

const quiet = (ms = 10_000) => time.until(() => a.isQuiet(), ms, 'quiet');
const pushes = () => a.network.log.filter((line) => line === 'POST /_bulk_docs').length;

async function connected(): Promise<void> {
  a.start();
  await quiet();
}

describe('sending', () => {
  it('3.3 an edit made while an older version is on its way is sent too', async () => {
    await connected();
    a.network.faults = burst(1, to('/_bulk_docs'), { kind: 'delay', ms: 900 });
    a.edit('ticket:01', { subject: 'ensimmäinen' });
    await time.advance(300);
    a.edit('ticket:01', { subject: 'toinen' });
    await quiet();
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'toinen' });
    expect(couch.docs.get('ticket:01')?.rev).toMatch(/^2-/);
  });

  it('3.3 an answer that comes after the feed moved the record on changes nothing', async () => {
    await connected();
    a.network.faults = burst(1, to('/_bulk_docs'), {
      kind: 'change',
      json(rows) {
        // Before the answer is heard, a colleague has written on top of it and the feed has brought that.
        const stored = a.store.records.get('ticket:01');
        const doc = ticket('ticket:01', {
          subject: 'kollegan',
          stamps: { subject: '0zzzzzzzz-000-b' },
        });
        const rev = couch.put(doc);
        if (stored) a.store.records.set('ticket:01', { ...stored, doc, rev, dirty: 0 });
        return rows;
      },
    });
    a.edit('ticket:01', { subject: 'oma' });
    await quiet();
    expect(a.store.records.get('ticket:01')?.rev).toBe(couch.docs.get('ticket:01')?.rev);
    expect(a.doc('ticket:01')?.['subject']).toBe('kollegan');
  });

  it('3.4 an answer lost after the server stored it costs nothing and writes nothing twice', async () => {
    await connected();
    a.network.faults = burst(1, to('/_bulk_docs'), { kind: 'answerLost' });
    a.edit('ticket:01', { subject: 'kerran' });
    await quiet();
    expect(couch.docs.get('ticket:01')?.rev).toMatch(/^1-/);
  });

  it('3.4 a request that is carried out twice ends in one revision', async () => {
    await connected();
    a.network.faults = burst(1, to('/_bulk_docs'), { kind: 'twice' });
    a.edit('ticket:01', { subject: 'kerran' });
    await quiet();
    expect(couch.docs.get('ticket:01')?.rev).toMatch(/^1-/);
  });

  it('3.4 what a lost replica was given back is compared with what the server has: nothing is written twice', async () => {
    const [older, newer] = ['000000001-000-a', '000000002-000-b'];
    const ours = ticket('ticket:01', { subject: 'oma', stamps: { subject: older } });
    const theirs = ticket('ticket:01', { subject: 'kollegan', stamps: { subject: newer } });
    const event = note('event:01', 'ticket:01');
    for (const doc of [ours, event]) couch.put(doc);
    couch.put(theirs);
    // The journal's replay: no revision is known of anything, and there is no position.
    const restored = [
      ours,
      event,
      ticket('ticket:02', { subject: 'vain täällä' }),
      ticket('ticket:01', { subject: 'oma', priority: 'high', stamps: { subject: older, priority: newer } }),
    ];
    for (const doc of restored)
      a.store.records.set(doc._id, { id: doc._id, doc, rev: '', dirty: 1, refusal: null });
    const revisions = () => couch.docs.get('event:01')?.rev;
    const before = revisions();
    await connected();
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'kollegan', priority: 'high' });
    expect(couch.get('ticket:02')).toMatchObject({ subject: 'vain täällä' });
    expect(revisions()).toBe(before);
    expect([...a.store.records.values()].map(({ dirty, refusal }) => ({ dirty, refusal }))).toEqual(
      Array.from({ length: a.store.records.size }, () => ({ dirty: 0, refusal: null })),
    );
  });

  it('3.4 a server that lost the document takes it again', async () => {
    a.edit('ticket:01', { subject: 'vanha' });
    await connected();
    // What it has heard of last is still there, so it is no older copy.
    couch.put(ticket('ticket:02'));
    await time.until(() => a.store.records.has('ticket:02'), 5_000, 'heard');
    couch.docs.delete('ticket:01');
    a.edit('ticket:01', { priority: 'high' });
    await quiet();
    expect(couch.get('ticket:01')).toEqual(a.doc('ticket:01'));
  });

  it('3.5 one of a hundred is forbidden: 99 are there within 5 s, the one is listed with the reason', async () => {
    await connected();
    couch.validate = (doc) =>
      doc['subject'] === 'kielletty' ? { error: 'forbidden', reason: 'only a lead may do this' } : null;
    for (let index = 0; index < 100; index += 1) {
      a.edit(`ticket:${index}`, { subject: index === 42 ? 'kielletty' : `n:o ${index}` });
    }
    await time.until(() => couch.teamDocs().size === 99, 5_000, '99 on the server');
    await time.until(() => a.status.needsAttention === 1, 5_000, 'one listed');
    expect(a.status).toMatchObject({ phase: 'live', unsent: 1 });
    expect(a.store.records.get('ticket:42')?.refusal).toMatchObject({
      reason: 'forbidden',
      message: 'forbidden: only a lead may do this',
    });
    const before = pushes();
    couch.put(note('n1', 'ticket:42'));
    await time.until(() => a.store.records.has('event:n1'), 5_000, 'reading goes on');
    await time.advance(120_000);
    expect(pushes()).toBe(before);

    a.edit('ticket:42', { subject: 'sallittu' });
    await quiet();
    expect(couch.get('ticket:42')).toMatchObject({ subject: 'sallittu' });
    expect(a.status.needsAttention).toBe(0);
  });

  it('3.5 a request that is too large is halved until the one that is too large is alone', async () => {
    await connected();
    a.network.faults = (request) =>
      request.path === '/_bulk_docs' && JSON.stringify(request.body).includes('valtava')
        ? { kind: 'reply', status: 413, type: 'text/html', body: '<h1>413</h1>' }
        : undefined;
    for (let index = 0; index < 100; index += 1) {
      a.edit(`ticket:${index}`, { subject: index === 7 ? 'valtava' : `n:o ${index}` });
    }
    await time.until(() => couch.teamDocs().size === 99, 5_000, '99 on the server');
    await time.until(() => a.status.needsAttention === 1, 5_000, 'one listed');
    expect(a.store.records.get('ticket:7')?.refusal?.reason).toBe('tooLarge');
  });

  it('3.5 a document that makes the whole request malformed is found and listed', async () => {
    await connected();
    a.network.faults = (request) =>
      request.path === '/_bulk_docs' && JSON.stringify(request.body).includes('rikki')
        ? couchError(400, 'bad_request', 'invalid UTF-8 JSON')
        : undefined;
    for (let index = 0; index < 9; index += 1)
      a.edit(`ticket:${index}`, { subject: index === 3 ? 'rikki' : 'ok' });
    await time.until(() => couch.teamDocs().size === 8 && a.status.needsAttention === 1, 5_000, 'listed');
    expect(a.store.records.get('ticket:3')?.refusal?.reason).toBe('invalid');
  });

  it('3.5 when rights have changed, what the server changes is worth another try', async () => {
    await connected();
    couch.put(ticket('ticket:01'));
    await time.until(() => a.store.records.has('ticket:01'), 5_000, 'arrived');
    couch.validate = () => ({ error: 'forbidden', reason: 'locked by a lead' });
    a.edit('ticket:01', { subject: 'x' });
    await time.until(() => a.status.needsAttention === 1, 5_000, 'refused');
    couch.validate = () => null;
    couch.put(ticket('ticket:01', { priority: 'low', stamps: { priority: '000000001-000-b' } }));
    await quiet();
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'x', priority: 'low' });
  });

  it('3.6 refused records are sent once more on request', async () => {
    await connected();
    couch.validate = () => ({ error: 'forbidden', reason: 'no' });
    a.edit('ticket:01', { subject: 'x' });
    await time.until(() => a.status.needsAttention === 1, 5_000, 'refused');
    couch.validate = () => null;
    await a.engine.retryRefused(['ticket:01']);
    await quiet();
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'x' });
  });

  it('3.6 signing in sends what the one before had no right to send, and only that', async () => {
    await connected();
    couch.validate = (doc) =>
      doc['subject'] === 'valtava'
        ? { error: 'too_large', reason: 'no' }
        : { error: 'forbidden', reason: 'no' };
    a.edit('ticket:01', { subject: 'x' });
    a.edit('ticket:02', { subject: 'valtava' });
    await time.until(() => a.status.needsAttention === 2, 5_000, 'refused');
    couch.validate = () => null;
    a.engine.reauthenticated();
    await time.until(() => a.status.unsent === 1, 5_000, 'one is sent');
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'x' });
    expect(a.status.needsAttention).toBe(1);
  });

  it('3.7 a document that the server always fails on does not hold up the others', async () => {
    await connected();
    a.network.faults = (request) =>
      request.path === '/_bulk_docs' && JSON.stringify(request.body).includes('kaataa')
        ? couchError(500, 'internal_server_error', 'badmatch')
        : undefined;
    for (let index = 0; index < 30; index += 1)
      a.edit(`ticket:${index}`, { subject: index === 3 ? 'kaataa' : 'ok' });
    await time.until(() => couch.teamDocs().size === 29, 20_000, '29 on the server');
    await time.until(() => a.status.phase === 'live', 10_000, 'live again');
    expect(a.status).toMatchObject({ unsent: 1, needsAttention: 0, lastError: { code: 'serverError' } });
    a.edit('ticket:50', { subject: 'uusi' });
    await time.until(() => couch.docs.has('ticket:50'), 5_000, 'a new one goes at once');
    a.network.faults = () => undefined;
    await quiet(15_000);
    expect(a.status.lastError).toBeUndefined();
  });

  it('3.7 a row with neither yes nor no is tried again', async () => {
    await connected();
    a.network.faults = burst(3, to('/_bulk_docs'), {
      kind: 'change',
      json: (rows) => (rows as { id: string }[]).map(({ id }) => ({ id, error: 'timeout', reason: 'shard' })),
    });
    a.edit('ticket:01', { subject: 'x' });
    await quiet(20_000);
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'x' });
  });
});

describe("4.2 an answer that is not a CouchDB's marks nothing as sent", () => {
  const lies: [string, Parameters<typeof burst>[2]][] = [
    ['an empty list', json(200, [])],
    ['an empty object', json(200, {})],
    ['another id', json(201, [{ ok: true, id: 'ticket:99', rev: '1-a' }])],
    ['no revision', json(201, [{ ok: true, id: 'ticket:01' }])],
    [
      'the same id twice',
      json(
        201,
        [0, 1].map(() => ({ ok: true, id: 'ticket:01', rev: '1-a' })),
      ),
    ],
    [
      'truncated JSON',
      { kind: 'reply', status: 201, type: 'application/json', body: '[{"ok":true,"id":"tick' },
    ],
    [
      'JSON as text',
      { kind: 'reply', status: 201, type: 'text/plain', body: '[{"ok":true,"id":"ticket:01","rev":"1-a"}]' },
    ],
    ['a sign-in page', html(200)],
    ['a redirect', { kind: 'reply', status: 302, type: 'text/html', body: '' }],
    ['403 from a proxy', html(403)],
    ['404 from a proxy', html(404)],
  ];
  it.each(lies)('%s', async (_what, fault) => {
    await connected();
    a.network.faults = burst(4, to('/_bulk_docs'), fault);
    a.edit('ticket:01', { subject: 'x' });
    await time.until(() => a.status.phase === 'offline', 5_000, 'no real connection');
    expect(a.status).toMatchObject({ unsent: 1, needsAttention: 0, lastError: { code: 'notTheServer' } });
    expect(a.store.records.get('ticket:01')).toMatchObject({ dirty: 1, rev: '', refusal: null });
    await quiet(20_000);
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'x' });
  });
});
