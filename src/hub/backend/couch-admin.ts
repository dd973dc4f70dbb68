import type { Fetch } from '@shared/db-gateway/types';
import type { Json } from '../store/pouch';
import type { CouchAddress } from './couch-address';
import { basicAuthorization } from './couch-address';

/** Asks a CouchDB with its administrator's account. Throws for every status that is neither good nor in `accepted`. */
export type CouchAdmin = (method: string, path: string, body?: unknown, accepted?: number[]) => Promise<Json>;

export function createCouchAdmin(couch: CouchAddress, fetch: Fetch): CouchAdmin {
  const authorization = basicAuthorization(couch);
  return async (method, path, body, accepted = []) => {
    const response = await fetch(`${couch.root}${path}`, {
      method,
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json().catch(() => ({}))) as Json;
    if (response.ok || accepted.includes(response.status)) return answer;
    throw new Error(`CouchDB answers ${response.status} to ${method} ${path}: ${String(answer['reason'])}`);
  };
}
