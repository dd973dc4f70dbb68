import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { openPouch } from '@hub/store/pouch';
import { createContentStore } from '@renderer/data/files/content-store';
import type { ContentStore } from '@renderer/data/files/content-store';
import type { Transfer } from '@renderer/data/files/outcomes';
import type { LocalPouch } from '@renderer/data/files/pouch';
import { pouchWith } from '@renderer/data/files/pouch';
import { createServerFetch } from '@renderer/data/files/server-fetch';
import type { Client } from './support';
import { CHEAP, DB, LEAD, member, operator, setUp } from './support';

const EMPTY = '01ARZ3NDEKTSV4RRFFQ69G5FAW';
const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
const NOW = '2026-11-20T08:00:00.000Z';

const digestOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const facts = (content: Buffer, fileId: string) => ({
  fileId,
  addedBy: 'matti',
  size: content.length,
  sha256: digestOf(content),
});
const sizeOf = async (content: Blob | null) => (content ? Buffer.from(await content.arrayBuffer()) : null);

/** An answer of the line instead of the server's, for requests whose path ends so; once or always. */
interface Fault {
  path: RegExp;
  answer(): Response | Promise<Response>;
  always?: boolean;
}

interface Machine {
  local: LocalPouch;
  store: ContentStore;
  faults: Fault[];
  asked: string[];
  transfers: (Transfer | { fileId: string; ended: true })[];
}

/** One machine: PouchDB's own way over HTTP, with a storage that Node has. */
async function machine(person: Client): Promise<Machine> {
  const local = (await openPouch(join(folder, ulid()))) as unknown as LocalPouch;
  onTestFinished(() => local.close());
  const faults: Fault[] = [];
  const asked: string[] = [];
  const transfers: Machine['transfers'] = [];
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const server = createServerFetch({
    async fetch(path, init = {}) {
      asked.push(path);
      const fault = faults.findIndex((one) => one.path.test(path));
      if (fault >= 0) {
        const { answer, always } = faults[fault] as Fault;
        if (!always) faults.splice(fault, 1);
        return answer();
      }
      const headers = new Headers(init.headers);
      headers.set('cookie', cookie);
      const { credentials: _browsersOwn, ...rest } = init;
      const response = await fetch(hub.url + path, { ...rest, headers });
      // PouchDB's Node build takes a Buffer, as an older fetch gave it.
      return Object.assign(response, { buffer: async () => Buffer.from(await response.arrayBuffer()) });
    },
    timers: {
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
  });
  const store = createContentStore({
    pouch: pouchWith(
      () => undefined,
      async (content) => Buffer.from(await content.arrayBuffer()),
    ),
    local,
    database: 'luuri-testi-files',
    server,
    digest: async (content) => digestOf(new Uint8Array(await content.arrayBuffer())),
    onTransfer: (transfer) => transfers.push(transfer),
  });
  return { local, store, faults, asked, transfers };
}

let hub: Hub;
let folder: string;
let lead: Client;
let mattiHimself: Client;
let matti: Machine;
/** New for each test: one hub serves them all. */
let FILE: string;
const by = { user: 'matti', now: NOW };
const status =
  (code: number, body = '{"error":"x","reason":"because"}', type = 'application/json') =>
  () =>
    new Response(body, { status: code, headers: { 'content-type': type } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luuri tiedostot ä-'));
  hub = await openHub({ port: 0, passwordCost: CHEAP, dataDir: join(folder, 'hub') });
  lead = await setUp(hub);
  mattiHimself = await member(hub, lead, 'matti');
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  FILE = ulid();
  matti = await machine(mattiHimself);
});

describe('a content on its way', () => {
  it('is kept here, sent, fetched by a colleague, byte by byte; an empty one too', async () => {
    const liisa = await machine(lead);
    for (const [fileId, content] of [
      [FILE, bytes],
      [EMPTY, Buffer.alloc(0)],
    ] as const) {
      await matti.store.keep(fileId, new Blob([content]), by);
      expect(await liisa.store.fetch(facts(content, fileId))).toEqual({ kind: 'notYet' });
      expect(await matti.store.send(fileId)).toEqual({ kind: 'sent' });
      expect(await liisa.store.fetch(facts(content, fileId))).toEqual({ kind: 'here' });
      expect(await sizeOf(await liisa.store.read(fileId))).toEqual(content);
    }
    expect((await liisa.store.held()).sort()).toEqual([FILE, EMPTY].sort());
    expect(await liisa.store.listServer()).toEqual(expect.arrayContaining([FILE, EMPTY]));
    expect(liisa.transfers).toContainEqual({ fileId: FILE, direction: 'down', done: 70_000, total: 70_000 });
    expect(matti.transfers.at(-1)).toEqual({ fileId: EMPTY, ended: true });
  });

  it('is told to have no room here only where the disk is full', async () => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.send(FILE);
    const liisa = await machine(lead);
    const store = liisa.local as unknown as { bulkDocs(): Promise<unknown> };
    const broken = (reason: string) => () =>
      Promise.reject(Object.assign(new Error('unknown'), { name: 'indexed_db_went_bad', reason }));
    store.bulkDocs = broken('QuotaExceededError');
    expect(await liisa.store.fetch(facts(bytes, FILE))).toEqual({ kind: 'full' });
    store.bulkDocs = broken('InvalidStateError');
    await expect(liisa.store.fetch(facts(bytes, FILE))).rejects.toThrow();
  });

  it('is sent once, however often it is kept and sent', async () => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.keep(FILE, new Blob([bytes]), by);
    expect(await matti.store.send(FILE)).toEqual({ kind: 'sent' });
    const before = matti.asked.filter((path) => path.endsWith('_bulk_docs')).length;
    expect(await matti.store.send(FILE)).toEqual({ kind: 'sent' });
    expect(matti.asked.filter((path) => path.endsWith('_bulk_docs'))).toHaveLength(before);
    const { json } = await lead('GET', `${DB}-files/file:${FILE}:matti?conflicts=true`);
    expect([json._rev.slice(0, 2), json._conflicts]).toEqual(['1-', undefined]);
  });

  it('counts as sent when only the answer was lost', async () => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    matti.faults.push({ path: /_all_docs$/, answer: () => Promise.reject(new TypeError('cut')) });
    expect(await matti.store.send(FILE)).toEqual({ kind: 'offline' });
    expect(await matti.store.onServer([FILE, ulid()])).toEqual([FILE]);
    expect(await matti.store.send(FILE)).toEqual({ kind: 'sent' });
  });
});

describe('faults of the line and the server', () => {
  const busy = { kind: 'busy' };
  const offline = { kind: 'offline' };
  const refused = (code: string) => ({ kind: 'refused', problem: { code, reason: 'because' } });

  it.each([
    { what: 'a cut', answer: () => Promise.reject<Response>(new TypeError('cut')), outcome: offline },
    { what: 'a sign-in page', answer: status(200, '<html>', 'text/html'), outcome: offline },
    { what: '401', answer: status(401), outcome: { kind: 'signedOut' } },
    { what: '413', answer: status(413), outcome: refused('tooLarge') },
    { what: '403', answer: status(403), outcome: refused('forbidden') },
    { what: '400', answer: status(400), outcome: refused('malformed') },
    { what: '404', answer: status(404), outcome: refused('noPlace') },
    { what: '429', answer: status(429), outcome: busy },
    { what: '500', answer: status(500), outcome: busy },
    { what: '503 without JSON', answer: status(503, 'oops', 'text/plain'), outcome: offline },
    { what: 'an answer that names nothing', answer: status(201, '[]'), outcome: busy },
  ])('$what while sending: goes on after it', async ({ answer, outcome }) => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    matti.faults.push({ path: /_bulk_docs$/, answer });
    expect(await matti.store.send(FILE)).toEqual(outcome);
    expect(await matti.store.onServer([FILE])).toEqual([]);
    expect(await matti.store.send(FILE)).toEqual({ kind: 'sent' });
  });

  it('a server that lies about what it has makes nothing count as sent', async () => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    matti.faults.push({ path: /_revs_diff$/, answer: status(200, '{}') });
    expect(await matti.store.send(FILE)).toEqual(busy);
    matti.faults.push({ path: /./, answer: status(200, '{}'), always: true });
    expect((await matti.store.send(FILE)).kind).not.toBe('sent');
    expect(await matti.store.listServer()).toBeNull();
  });

  it.each([
    { what: 'a cut', answer: () => Promise.reject<Response>(new TypeError('cut')), outcome: offline },
    { what: 'another content', answer: status(200, 'gotcha', 'text/html'), outcome: { kind: 'mismatch' } },
    { what: 'half of it', answer: () => new Response(bytes.subarray(0, 100)), outcome: { kind: 'mismatch' } },
    { what: '401', answer: status(401), outcome: { kind: 'signedOut' } },
    { what: '500', answer: status(500), outcome: busy },
  ])('$what while fetching: nothing is stored, and it goes on after it', async ({ answer, outcome }) => {
    const liisa = await machine(lead);
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.send(FILE);
    liisa.faults.push({ path: /\/content\?/, answer });
    expect(await liisa.store.fetch(facts(bytes, FILE))).toEqual(outcome);
    expect(await liisa.store.held()).toEqual([]);
    expect(await liisa.store.fetch(facts(bytes, FILE))).toEqual({ kind: 'here' });
  });
});

describe('a content that is not the one that was added', () => {
  it('is never stored, whatever the server calls it', async () => {
    const liisa = await machine(lead);
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.send(FILE);
    const other = Buffer.from('something else');
    expect(await liisa.store.fetch(facts(other, FILE))).toEqual({ kind: 'mismatch' });
    expect(await liisa.store.read(FILE)).toBeNull();
  });

  it('cannot be put in place of another, or beside it, by anybody in the team', async () => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.send(FILE);
    const path = `${DB}-files/file:${FILE}:matti`;
    const { json } = await lead('GET', path);
    const type = { 'content-type': 'text/plain' };
    const swap = await lead('PUT', `${path}/content?rev=${json._rev}`, new Uint8Array([1]), type);
    const removal = await lead('DELETE', `${path}?rev=${json._rev}`);
    expect([swap.status, removal.status]).toEqual([403, 403]);
    // As a replication brings it: a leaf of its own, which a CouchDB shows its rules as a new document.
    const { _id, type: kind, v, createdAt } = json;
    const mine = { content: { content_type: 'text/plain', data: Buffer.from('mine').toString('base64') } };
    for (const createdBy of ['matti', LEAD.user]) {
      const doc = { _id, type: kind, v, createdAt, createdBy, size: 4, _attachments: mine };
      const leaf = { ...doc, _rev: '1-ffffffffffffffffffffffffffffffff' };
      const answer = await lead('POST', `${DB}-files/_bulk_docs`, { docs: [leaf], new_edits: false });
      expect(answer.json).toEqual([expect.objectContaining({ error: 'forbidden' })]);
    }
    expect((await lead('GET', `${path}?conflicts=true`)).json).toEqual(json);
    expect(await matti.store.send(FILE)).toEqual({ kind: 'sent' });
  });
});

describe('a content that is erased', () => {
  const frame = () => ({ fileId: FILE, createdBy: 'matti', createdAt: NOW });
  const path = () => `${DB}-files/file:${FILE}:matti`;
  const left = { size: 0, erased: true, createdBy: 'matti' };

  it('is overwritten by a lead, and neither sent nor fetched again', async () => {
    const [liisa, late] = [await machine(lead), await machine(lead)];
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.send(FILE);
    expect(await liisa.store.notErased([frame()])).toEqual([FILE]);
    expect(await liisa.store.erase(frame())).toEqual({ kind: 'erased' });
    expect(await liisa.store.erase(frame())).toEqual({ kind: 'erased' });
    expect(await liisa.store.notErased([frame()])).toEqual([]);
    const { json } = await lead('GET', path());
    expect(json).toMatchObject(left);
    expect([json._attachments, json._rev.slice(0, 2)]).toEqual([undefined, '2-']);
    expect(await matti.store.send(FILE)).toEqual({ kind: 'erased' });
    expect(await late.store.fetch(facts(bytes, FILE))).toEqual({ kind: 'erased' });
    expect(await late.store.fetch(facts(bytes, FILE))).toEqual({ kind: 'erased' });
    expect([await late.store.held(), await late.store.read(FILE)]).toEqual([[], null]);
  });

  it('cannot come later where it never came', async () => {
    const liisa = await machine(lead);
    await matti.store.keep(FILE, new Blob([bytes]), by);
    expect(await liisa.store.erase(frame())).toEqual({ kind: 'erased' });
    expect(await matti.store.send(FILE)).toEqual({ kind: 'erased' });
    // A machine of an older version does not look before it sends.
    const answer = () => new Response('{"rows":[]}', { headers: { 'content-type': 'application/json' } });
    matti.faults.push({ path: /_all_docs/, answer });
    expect(await matti.store.send(FILE)).toMatchObject({ kind: 'refused', problem: { code: 'forbidden' } });
    expect((await lead('GET', `${path()}?conflicts=true`)).json).toMatchObject(left);
  });

  it('is erased in every version, also one that came beside it past the rules', async () => {
    const liisa = await machine(lead);
    expect(await liisa.store.erase(frame())).toEqual({ kind: 'erased' });
    const data = Buffer.from('hei').toString('base64');
    const leaf = {
      ...{ _id: `file:${FILE}:matti`, _rev: '5-aa', type: 'file', v: 1, createdBy: 'matti', size: 3 },
      ...{ createdAt: '2026-11-20T09:00:00.000Z' },
      _attachments: { content: { content_type: 'application/octet-stream', data } },
    };
    const docs = [leaf, { ...leaf, _rev: '4-bb' }];
    await operator(hub)('POST', `${DB}-files/_bulk_docs`, { docs, new_edits: false });
    expect(await liisa.store.notErased([frame()])).toEqual([FILE]);
    expect(await liisa.store.erase(frame())).toEqual({ kind: 'erased' });
    const { json: winner } = await lead('GET', `${path()}?conflicts=true`);
    const others = (winner._conflicts as string[]).map((rev) => lead('GET', `${path()}?rev=${rev}`));
    for (const { json } of [{ json: winner }, ...(await Promise.all(others))]) {
      expect(json).toMatchObject(left);
      expect(json._attachments).toBeUndefined();
    }
  });

  it('is erased by nobody but a lead', async () => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.send(FILE);
    expect(await matti.store.erase(frame())).toMatchObject({ kind: 'refused' });
    expect((await lead('GET', path())).json.size).toBe(70_000);
  });

  it('is gone from this machine, bytes and all, and cannot be kept again', async () => {
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.forget([frame()]);
    await matti.store.forget([frame()]);
    await matti.store.keep(FILE, new Blob([bytes]), by);
    expect([await matti.store.held(), await matti.store.read(FILE)]).toEqual([[], null]);
    const { _rev: rev } = await matti.local.get(`file:${FILE}:matti`);
    expect(rev.slice(0, 2)).toBe('2-');
    const old = matti.local.get(`file:${FILE}:matti`, { revs_info: true }) as Promise<unknown>;
    expect(await old).toMatchObject({ _revs_info: [{ status: 'available' }, { status: 'missing' }] });
  });

  it.each([
    { what: 'a cut', answer: () => Promise.reject<Response>(new TypeError('cut')), outcome: 'offline' },
    { what: '401', answer: status(401), outcome: 'signedOut' },
    { what: '500', answer: status(500), outcome: 'busy' },
  ])('$what while erasing: it goes on after it', async ({ answer, outcome }) => {
    const liisa = await machine(lead);
    await matti.store.keep(FILE, new Blob([bytes]), by);
    await matti.store.send(FILE);
    liisa.faults.push({ path: /_bulk_docs$/, answer });
    expect(await liisa.store.erase(frame())).toEqual({ kind: outcome });
    expect(await liisa.store.erase(frame())).toEqual({ kind: 'erased' });
  });
});
