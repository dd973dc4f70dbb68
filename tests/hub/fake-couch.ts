import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fakeServer, sendJson } from './gateway/support';

interface Doc {
  _id: string;
  _rev: string;
  [field: string]: unknown;
}

/** The few things of a CouchDB that provisioning and signing in touch, in memory. Passwords lie in clear. */
export async function fakeCouch(admin: { user: string; password: string }) {
  const databases = new Map<string, Map<string, Doc>>();
  const security = new Map<string, unknown>();
  const sessions = new Map<string, string>();
  const basic = `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString('base64')}`;

  function who(request: IncomingMessage): { name: string | null; roles: string[] } {
    if (request.headers.authorization === basic) return { name: admin.user, roles: ['_admin'] };
    const token = /AuthSession=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const name = sessions.get(token);
    const user = databases.get('_users')?.get(`org.couchdb.user:${name}`);
    return user
      ? { name: String(user['name']), roles: user['roles'] as string[] }
      : { name: null, roles: [] };
  }

  function put(database: Map<string, Doc>, doc: Doc): Doc | undefined {
    if (database.get(doc._id)?._rev !== doc._rev) return undefined;
    const stored = { ...doc, _rev: `${Number.parseInt(doc._rev ?? '0', 10) + 1}-x` };
    database.set(doc._id, stored);
    return stored;
  }

  const server = await fakeServer((request, response, text) => {
    const [path = ''] = (request.url ?? '').split('?');
    const [name = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
    const body = text === '' ? {} : JSON.parse(text);
    const user = who(request);
    const isAdmin = user.roles.includes('_admin');
    const send = (status: number, answer: unknown, headers = {}) =>
      sendJson(response, status, answer, headers);
    if (name === '_session' && request.method === 'POST') {
      const account = databases.get('_users')?.get(`org.couchdb.user:${body.name}`);
      if (account?.['password'] !== body.password) return send(401, { error: 'unauthorized', reason: 'no' });
      const token = randomUUID();
      sessions.set(token, body.name);
      const cookie = { 'set-cookie': `AuthSession=${token}; Version=1; Path=/; HttpOnly` };
      return send(200, { ok: true, name: body.name, roles: account?.['roles'] }, cookie);
    }
    if (name === '') return send(200, { couchdb: 'Welcome', version: '3.5.0' });
    if (name === '_all_dbs') return send(200, [...databases.keys()]);
    if (name === '_session' && user.name === null && request.headers.authorization !== undefined)
      return send(401, { error: 'unauthorized', reason: 'Name or password is incorrect.' });
    if (name === '_session') return send(200, { ok: true, userCtx: user });
    const database = databases.get(name);
    if (rest.length === 0 && request.method === 'PUT') {
      if (!isAdmin) return send(401, { error: 'unauthorized', reason: 'no' });
      if (database) return send(412, { error: 'file_exists', reason: 'exists' });
      databases.set(name, new Map());
      return send(201, { ok: true });
    }
    if (!database) return send(404, { error: 'not_found', reason: 'missing' });
    if (!isAdmin && !user.roles.includes(name)) return send(401, { error: 'unauthorized', reason: 'no' });
    if (rest[0] === '_security' && request.method === 'GET') return send(200, security.get(name) ?? {});
    if (rest[0] === '_security') return send(200, { ok: security.set(name, body) !== undefined });
    if (rest[0] === '_bulk_docs') {
      const rows = (body.docs as Doc[]).map((doc) => {
        const stored = put(database, doc);
        return stored ? { ok: true, id: doc._id, rev: stored._rev } : { id: doc._id, error: 'conflict' };
      });
      return send(201, rows);
    }
    if (rest[0] === '_all_docs') {
      const keys = (body.keys ?? [...database.keys()]) as string[];
      return send(200, { rows: keys.map((key) => ({ key, id: key, doc: database.get(key) ?? null })) });
    }
    const id = rest.join('/');
    if (request.method === 'PUT') {
      const stored = put(database, body as Doc);
      return stored ? send(201, { ok: true }) : send(409, { error: 'conflict', reason: 'conflict' });
    }
    const doc = database.get(id);
    return doc ? send(200, doc) : send(404, { error: 'not_found', reason: 'missing' });
  });
  return { ...server, databases, security };
}
