import { sameJson } from '@shared/lib/canonical-json';
import type { TeamDocument } from '../record/documents';

/** Who asks, as CouchDB's user context tells it. */
export interface UserContext {
  name: string | null;
  roles: readonly string[];
}

const settingTypes = new Set([
  'agent',
  'group',
  'pipeline',
  'serviceLevel',
  'calendar',
  'disposition',
  'team',
]);

/**
 * Why this person may not write this document over the old one, in English for the server's answer; null when they may.
 * @param old the document on the server, or null
 */
export function authorityProblem(
  doc: TeamDocument & { _deleted?: boolean },
  old: TeamDocument | null,
  user: UserContext,
): string | null {
  if (user.roles.includes('_admin')) return null;
  if (!user.name) return 'sign in first';
  if (doc._deleted) return 'records are archived, never deleted';
  const role = user.roles.map((name) => /^luuri-[^:]+:(lead|agent|viewer)$/.exec(name)?.[1]).find(Boolean);
  if (!role) return 'no role in this team';
  if (role === 'viewer') return 'viewers read only';
  if (doc.type === 'event') return eventProblem(doc, old, user.name);
  if (settingTypes.has(doc.type) && role !== 'lead') return 'only a lead changes settings';
  if (old && !sameJson([old['createdAt'], old['createdBy']], [doc['createdAt'], doc['createdBy']])) {
    return 'who created a record, and when, does not change';
  }
  if (!old && doc['createdBy'] !== user.name) return "records are created in one's own name";
  return null;
}

function eventProblem(doc: TeamDocument, old: TeamDocument | null, name: string): string | null {
  if (old) return sameJson(doc, { ...old, _rev: doc['_rev'] }) ? null : 'events are never changed';
  return doc['author'] === name ? null : "events are written in one's own name";
}
