import { sameJson } from '@shared/lib/canonical-json';
import type { TeamDocument } from '../record/documents';

/** Who asks, as CouchDB's user context tells it. */
export interface UserContext {
  name: string | null;
  roles: readonly string[];
  /** The database that is written to, where several teams share a server: a role in one is none in another. */
  db?: string;
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
  const role = roleOf(user);
  if (!role) return 'no role in this team';
  if (role === 'viewer') return 'viewers read only';
  if (doc.type === 'event') return eventProblem(doc, old, user.name, role);
  if (settingTypes.has(doc.type) && role !== 'lead' && !isOwnCard(doc, old, user.name)) {
    return 'only a lead changes settings';
  }
  if (old && !sameJson([old['createdAt'], old['createdBy']], [doc['createdAt'], doc['createdBy']])) {
    return 'who created a record, and when, does not change';
  }
  if (old || doc['createdBy'] === user.name) return null;
  // An import keeps who did it in the source; who brought it in is recorded beside that.
  const isOwnImport = role === 'lead' && doc['imported'] === true && doc['importedBy'] === user.name;
  return isOwnImport ? null : "records are created in one's own name";
}

function roleOf({ roles, db }: UserContext): string | undefined {
  // A team's files lie in a database of their own, under the same roles.
  const team = db?.replace(/-files$/, '');
  const found = roles.map((name) => /^(luuri-[^:]+):(lead|agent|viewer)$/.exec(name));
  return found.find((match) => match && (team === undefined || match[1] === team))?.[2];
}

/** One's own name, phone and email; not who one is or what one may do. */
function isOwnCard(doc: TeamDocument, old: TeamDocument | null, name: string): boolean {
  if (!old || doc._id !== `agent:${name}`) return false;
  return ['type', 'user', 'role', 'archived'].every((field) => sameJson(doc[field], old[field]));
}

function eventProblem(
  doc: TeamDocument,
  old: TeamDocument | null,
  name: string,
  role: string,
): string | null {
  if (old) return sameJson(doc, { ...old, _rev: doc['_rev'] }) ? null : 'events are never changed';
  // Imported events do not say who imported them: two leads who import one file must make the same events.
  if (role === 'lead' && doc['imported'] === true) return null;
  return doc['author'] === name ? null : "events are written in one's own name";
}
