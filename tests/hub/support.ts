import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openHub } from '@hub/hub';
import type { Hub, HubOptions } from '@hub/hub';

/** Quick to compute; only tests use it. */
export const CHEAP = { N: 1024, r: 8, p: 1 };
export const LEAD = { user: 'liisa', password: 'salasana-1' };
export const DB = '/db/luuri-testi';

/** A folder with a space and an "ä" in its path, gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'luuri hub ä-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A hub on a free port, closed after the test. */
export async function testHub(options: HubOptions = {}): Promise<Hub> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const hub = await openHub({ port: 0, passwordCost: CHEAP, heartbeatMs: 200, ...options, dataDir });
  onTestFinished(() => hub.close());
  return hub;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

/** Asks as one person, keeping cookies as a browser does. */
export interface Client {
  (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  cookies: Map<string, string>;
}

export function client(hub: { url: string }, fixed: Record<string, string> = {}): Client {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(hub.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === '' ? {} : { cookie }),
        ...fixed,
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  return Object.assign(ask, { cookies });
}

/** Opens a feed and reads its pieces one by one. */
export async function openFeed(hub: { url: string }, person: Client, path: string) {
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const controller = new AbortController();
  const response = await fetch(hub.url + path, { headers: { cookie }, signal: controller.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const until = async (matches: (text: string) => boolean) => {
    while (!matches(text)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    return text;
  };
  return { until, end: () => until(() => false), abort: () => controller.abort() };
}

/** Acts with every right, as the import command does. */
export const operator = (hub: Hub) => client(hub, { authorization: `Bearer ${hub.operatorToken}` });

/** Sets the team "Testi" up and gives its lead, signed in. */
export async function setUp(hub: Hub): Promise<Client> {
  const lead = client(hub);
  const answer = await lead('POST', '/api/setup', {
    teamName: 'Testi',
    displayName: 'Liisa Lead',
    ...LEAD,
    language: 'fi',
  });
  if (answer.status !== 201) throw new Error(`set-up failed: ${answer.text}`);
  return lead;
}

/** Adds a member and signs in as that person. */
export async function member(hub: Hub, lead: Client, user: string, role = 'agent'): Promise<Client> {
  const password = `${user}-salasana`;
  const added = await lead('POST', '/api/members', { user, displayName: user, password, role });
  if (added.status !== 201) throw new Error(`could not add ${user}: ${added.text}`);
  const person = client(hub);
  const signedIn = await person('POST', '/db/_session', { name: user, password });
  if (signedIn.status !== 200) throw new Error(`could not sign in ${user}: ${signedIn.text}`);
  return person;
}

/** A document that anybody of the team may write. */
export function event(id: string, author: string, more: Record<string, unknown> = {}) {
  const at = '000000001-000-t';
  return {
    _id: `event:${id}`,
    type: 'event',
    v: 1,
    kind: 'note',
    about: 'ticket:1',
    at,
    occurredAt: '2026-11-21T10:00:00.000Z',
    author,
    device: 'AA',
    ...more,
  };
}

/** A customer header. */
export function customer(id: string, createdBy: string, more: Record<string, unknown> = {}) {
  return {
    _id: `customer:${id}`,
    type: 'customer',
    v: 1,
    stamps: {},
    createdAt: '2026-11-21T10:00:00.000Z',
    createdBy,
    archived: false,
    name: 'Rakennus Öy',
    phones: [],
    environment: '',
    ...more,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
