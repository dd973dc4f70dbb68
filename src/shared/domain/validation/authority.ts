import { sameJson } from '@shared/lib/canonical-json';
import type { TeamDocument } from '../record/documents';
import { eraseDocument, isErasable, isErased } from '../record/erased';
import { fileAuthorityProblem, isFilesDatabase } from './file-content';

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

/** Where a record comes from. */
const ORIGIN = ['createdAt', 'createdBy'] as const;
const IMPORTS = 'only a lead imports, and in their own name';

/**
 * Why this person may not write this document over the old one, in English for the server's answer; null when they may.
 * @param old the document on the server, or null
 */
export function authorityProblem(
  doc: TeamDocument & { _deleted?: boolean },
  old: TeamDocument | null,
  user: UserContext,
): string | null {
  if (isAdmin(user)) return null;
  if (!user.name) return 'sign in first';
  if (doc._deleted) return 'records are archived, never deleted';
  const role = roleOf(user);
  if (!role) return 'no role in this team';
  if (role === 'viewer') return 'viewers read only';
  if (isFilesDatabase(user.db)) return fileAuthorityProblem(doc, old, user.name, role);
  const erasure = erasureProblem(doc, old, role);
  if (erasure) return erasure;
  if (doc.type === 'event') return eventProblem(doc, old, user.name, role);
  if (settingTypes.has(doc.type) && role !== 'lead' && !isOwnCard(doc, old, user.name)) {
    return 'only a lead changes settings';
  }
  // An import keeps who did it in the source; who brought it in is recorded beside that.
  const isOwnImport = role === 'lead' && doc['imported'] === true && doc['importedBy'] === user.name;
  if (old) {
    // Two leads who import one file make the same records but for their names; either may stand.
    const bothImported = isOwnImport && old['imported'] === true;
    const isKept = (field: string) => sameJson(old[field], doc[field]);
    if (!ORIGIN.every(isKept) || !(isKept('importedBy') || bothImported)) {
      return 'who created a record, and when, does not change';
    }
  }
  if (old || isOwnImport) return null;
  if (doc['importedBy'] !== undefined) return IMPORTS;
  return doc['createdBy'] === user.name ? null : "records are created in one's own name";
}

/** The administrator of the server, whom no rule of the team binds. */
export function isAdmin(user: UserContext): boolean {
  return user.roles.includes('_admin');
}

function roleOf({ roles, db }: UserContext): string | undefined {
  // A team's files lie in a database of their own, under the same roles.
  const team = db?.replace(/-files$/, '');
  const found = roles.map((name) => /^(luuri-[^:]+):(lead|agent|viewer)$/.exec(name));
  return found.find((match) => match && (team === undefined || match[1] === team))?.[2];
}

/**
 * What is wrong with a write as an erasure, or with what follows one. A lead erases, nobody writes anything into what
 * is erased, and what is left holds nothing but the frame of the record.
 */
function erasureProblem(doc: TeamDocument, old: TeamDocument | null, role: string): string | null {
  const wasErased = old !== null && isErased(old);
  if (!isErased(doc)) return wasErased ? 'what is erased stays erased' : null;
  const again = { ...doc, _rev: old?.['_rev'] };
  if (wasErased && sameJson(again, old)) return null;
  if (role !== 'lead') return 'only a lead erases';
  if (!isErasable(doc.type)) return 'records of this type are not erased';
  // An event is written once: of it exactly that is left which was there.
  const whole = doc.type === 'event' && old ? old : doc;
  return sameJson({ ...doc, _rev: undefined }, { ...eraseDocument(whole), _rev: undefined })
    ? null
    : 'an erased record keeps nothing but its frame';
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
  const isOwnImport = role === 'lead' && isImportBy(doc, name);
  // Looked at before: the one exception to what follows.
  if (old && isErased(doc)) return null;
  if (old) {
    // Two leads who import one file make the same events but for their names; either may stand.
    const importedBy = isOwnImport && old['imported'] === true ? name : old['importedBy'];
    return sameJson(doc, { ...old, importedBy, _rev: doc['_rev'] }) ? null : 'events are never changed';
  }
  // An import is the one way to write in others' names, so it says so, and who did it.
  if (isOwnImport) return null;
  if (doc['importedBy'] !== undefined) return IMPORTS;
  return doc['author'] === name ? null : "events are written in one's own name";
}

/** Imported events come from no device of the team. */
function isImportBy(doc: TeamDocument, name: string): boolean {
  return doc['imported'] === true && doc['importedBy'] === name && doc['device'] === 'import';
}
