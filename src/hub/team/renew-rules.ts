import type { CouchAdmin } from '../backend/couch-admin';
import { HUB_VERSION } from '../version';
import { COUCH_RULES } from './couch-rules';
import type { RulesState } from './team-server';

const RULES_ID = '_design/luuri';

/**
 * CouchDB itself says who may write what: members reach it past the hub too. So it holds a copy of the rules, which
 * is renewed when it is not this hub's, unless a newer hub wrote it: two hubs before one CouchDB must not take turns.
 * @param dryRun only tells what would be done
 */
export async function renewRules(ask: CouchAdmin, database: string, dryRun = false): Promise<RulesState> {
  const path = `/${database}/${RULES_ID}`;
  const present = await ask('GET', path, undefined, [404]);
  if (present['validate_doc_update'] === COUCH_RULES) return 'current';
  const writer = String(present['hubVersion'] ?? '0');
  if (isNewer(writer, HUB_VERSION)) return { newer: writer };
  const { _rev } = present;
  if (!dryRun) {
    await ask('PUT', path, {
      _id: RULES_ID,
      ...(_rev === undefined ? {} : { _rev }),
      language: 'javascript',
      hubVersion: HUB_VERSION,
      validate_doc_update: COUCH_RULES,
    });
  }
  return _rev === undefined ? 'written' : 'renewed';
}

/** Whether version `a`, such as `0.10.1`, is later than `b`. */
export function isNewer(a: string, b: string): boolean {
  const parts = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
