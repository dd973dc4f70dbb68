import { client } from '../support';
import type { Answer, Client } from '../support';
import type { Actor, Place } from './table';

export type Json = Record<string, unknown>;

/** A team with one person of each kind, seen through one place. */
export interface World {
  place: Place;
  /** `/db`, or nothing on a CouchDB itself. */
  server: string;
  /** `<server>/luuri-<team>` */
  db: string;
  /** The person's user name; the administrator's is not one of the team. */
  names: Record<Actor, string>;
  /** The lead who owns what others try to change. */
  owner: string;
  people: Record<Actor, Client>;
  /** Asks as administrator, and throws unless it is done. */
  admin(method: string, path: string, body?: unknown): Promise<Answer>;
  /** What is there now, whoever may read it; `undefined` when it is deleted or was never there. */
  read(id: string, db?: string): Promise<Json | undefined>;
}

interface WorldParts {
  place: Place;
  url: string;
  team: string;
  admin: Client;
  people: Record<'viewer' | 'agent' | 'lead', Client>;
  names: Record<'viewer' | 'agent' | 'lead', string>;
  owner: string;
}

export function createWorld({ place, url, team, admin, people, names, owner }: WorldParts): World {
  const server = place === 'couchdb' ? '' : '/db';
  const db = `${server}/${team}`;
  const insist = async (method: string, path: string, body?: unknown) => {
    const answer = await admin(method, path, body);
    if (answer.status >= 300) throw new Error(`${answer.status} to ${method} ${path}: ${answer.text}`);
    return answer;
  };
  return {
    place,
    server,
    db,
    owner,
    names: { ...names, anonymous: owner, administrator: 'somebody' },
    people: { ...people, anonymous: client({ url }), administrator: admin },
    admin: insist,
    async read(id, from = db) {
      const { status, json } = await admin('GET', `${from}/${id}`);
      return status === 200 ? (json as Json) : undefined;
    },
  };
}

const REFUSALS = new Set([401, 403, 404, 405, 501]);
const REFUSING_WORDS = new Set(['unauthorized', 'forbidden']);

/** Whether an answer says that it was done. Throws when it is neither that nor a plain refusal. */
export function isDone({ status, json, text }: Answer): boolean {
  if (REFUSALS.has(status)) return false;
  // CouchDB refuses some of this so; whoever asks here also looks what is there afterwards.
  if (status === 500 && /forbidden|no_majority/.test(text)) return false;
  if (status >= 300) throw new Error(`neither done nor refused: ${status} ${text}`);
  const row = (Array.isArray(json) ? json[0] : undefined) as { error?: string } | undefined;
  if (row?.error === undefined) return true;
  if (!REFUSING_WORDS.has(row.error)) throw new Error(`neither done nor refused: ${text}`);
  return false;
}
