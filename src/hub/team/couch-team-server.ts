import { randomBytes } from 'node:crypto';
import { createCouchAdmin } from '../backend/couch-admin';
import type { CouchAddress } from '../backend/couch-address';
import type { CouchLine } from '../backend/couch-request';
import type { Json, StoredDocument } from '../store/pouch';
import { renewRules } from './renew-rules';
import type { TeamAccount, TeamServer } from './team-server';

const USER_PREFIX = 'org.couchdb.user:';
const BATCH = 500;

interface UserDocument extends Json {
  _id: string;
  name: string;
  roles: string[];
  displayName?: string;
  /** The roles of an account that may not sign in at present. */
  heldRoles?: string[];
}

/** Provisioning in a CouchDB, with its administrator's account. */
export function couchTeamServer(couch: CouchAddress, line: CouchLine): TeamServer {
  const ask = createCouchAdmin(couch, line);

  async function readUser(user: string): Promise<UserDocument | undefined> {
    const doc = await ask('GET', `/_users/${encodeURIComponent(USER_PREFIX + user)}`, undefined, [404]);
    return doc['name'] === undefined ? undefined : (doc as UserDocument);
  }

  const writeUser = (doc: Json) => ask('PUT', `/_users/${encodeURIComponent(String(doc['_id']))}`, doc);

  return {
    kind: 'couchdb',
    async databaseNames() {
      return (await ask('GET', '/_all_dbs')) as unknown as string[];
    },
    async ensureDatabase(name, security) {
      // A single node without its system databases cannot hold accounts.
      for (const database of ['_users', '_replicator', name])
        await ask('PUT', `/${database}`, undefined, [412]);
      await ask('PUT', `/${name}/_security`, security);
      await renewRules(ask, name);
    },
    renewRules: (name) => renewRules(ask, name),
    async read(database, ids) {
      const answer = await ask('POST', `/${database}/_all_docs?include_docs=true`, { keys: ids });
      const rows = answer['rows'] as { key: string; doc?: StoredDocument | null }[];
      return new Map(rows.flatMap(({ key, doc }) => (doc ? [[key, doc] as const] : [])));
    },
    async write(database, docs) {
      for (let at = 0; at < docs.length; at += BATCH) {
        const answer = await ask('POST', `/${database}/_bulk_docs`, { docs: docs.slice(at, at + BATCH) });
        const rows = answer as unknown as { id: string; error?: string; reason?: string }[];
        const failed = rows.find((row) => row.error !== undefined && row.error !== 'conflict');
        if (failed) throw new Error(`CouchDB refuses ${failed.id}: ${failed.reason}`);
      }
    },
    async accounts() {
      const range = `startkey=${JSON.stringify(USER_PREFIX)}&endkey=${JSON.stringify(`${USER_PREFIX}\ufff0`)}`;
      const answer = await ask(
        'GET',
        `/_users/_all_docs?include_docs=true&${encodeURI(range)}`,
        undefined,
        [404],
      );
      const rows = (answer['rows'] ?? []) as { doc: UserDocument }[];
      return rows.map(({ doc }) => toAccount(doc));
    },
    async addAccount({ user, displayName, roles, password }) {
      const existing = await readUser(user);
      const base = existing ? { _id: existing._id, _rev: existing['_rev'] } : { _id: USER_PREFIX + user };
      await writeUser({ ...base, type: 'user', name: user, displayName, roles, password });
    },
    async changeAccount(user, { displayName, roles, password, active }) {
      const before = await readUser(user);
      if (!before) throw new Error(`no account ${user}`);
      const account = toAccount(before);
      const wanted = roles ?? account.roles;
      const stays = active ?? account.active;
      const { heldRoles: _held, ...kept } = before;
      const doc: Json = {
        ...kept,
        displayName: displayName ?? account.displayName,
        roles: stays ? wanted : [],
      };
      if (!stays) doc['heldRoles'] = wanted;
      // A new random password also ends the sessions: CouchDB signs them with the password's salt.
      const ends = !stays && account.active;
      if (password !== undefined || ends) doc['password'] = password ?? randomBytes(24).toString('base64url');
      await writeUser(doc);
    },
  };
}

function toAccount({ name, roles, displayName, heldRoles }: UserDocument): TeamAccount {
  return {
    user: name,
    displayName: displayName ?? name,
    roles: heldRoles ?? roles,
    active: heldRoles === undefined,
  };
}
