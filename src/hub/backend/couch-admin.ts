import type { Json } from '../store/pouch';
import type { CouchAddress } from './couch-address';
import { basicAuthorization } from './couch-address';
import { askCouch, CouchUnreachableError } from './couch-request';
import type { CouchLine } from './couch-request';

/**
 * Asks a CouchDB with its administrator's account. Throws for every status that is neither good nor in `accepted`, and
 * for a good one without JSON: an answer that broke off must not pass for an empty one.
 */
export type CouchAdmin = (method: string, path: string, body?: unknown, accepted?: number[]) => Promise<Json>;

export function createCouchAdmin(couch: CouchAddress, line: CouchLine): CouchAdmin {
  const authorization = basicAuthorization(couch);
  return async (method, path, body, accepted = []) => {
    const { status, ok, ...answer } = await askCouch(line, couch.root, path, {
      method,
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const isJson = typeof answer.body === 'object' && answer.body !== null;
    const json = isJson ? (answer.body as Json) : {};
    if (ok && !isJson) {
      throw new CouchUnreachableError(
        `What answers at ${couch.root} is no CouchDB: no JSON to ${method} ${path}.`,
      );
    }
    if (ok || accepted.includes(status)) return json;
    throw new Error(`CouchDB answers ${status} to ${method} ${path}: ${String(json['reason'])}`);
  };
}
