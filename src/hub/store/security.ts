import { CouchError } from './couch-error';
import { isAdmin } from './user-context';
import type { UserContext } from './user-context';

export interface NamesAndRoles {
  names: string[];
  roles: string[];
}

/** CouchDB's `_security` object: who may administer and who may use a database. */
export interface Security {
  admins: NamesAndRoles;
  members: NamesAndRoles;
}

/** What CouchDB 3 gives a new database: administrators only. */
export const ADMIN_ONLY: Security = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] },
};

/** Reads a `_security` object from outside. Throws 400 when it has another shape. */
export function parseSecurity(value: unknown): Security {
  const object = asRecord(value);
  return { admins: parseList(object['admins'], 'admins'), members: parseList(object['members'], 'members') };
}

/** Throws 401 for nobody and 403 for a user without a right to this database. */
export function demandMember(security: Security, user: UserContext): void {
  if (isAdmin(user) || matches(security.admins, user)) return;
  const { names, roles } = security.members;
  if (names.length === 0 && roles.length === 0) return;
  if (matches(security.members, user)) return;
  throw refusal(user, 'You are not allowed to access this db.');
}

/** Throws unless the user administers this database. */
export function demandDatabaseAdmin(security: Security, user: UserContext): void {
  if (isAdmin(user) || matches(security.admins, user)) return;
  throw refusal(user, 'You are not a db or server admin.');
}

/** Throws unless the user administers the server. */
export function demandAdmin(user: UserContext): void {
  if (!isAdmin(user)) throw refusal(user, 'You are not a server admin.');
}

function refusal(user: UserContext, reason: string): CouchError {
  return user.name === null
    ? new CouchError(401, 'unauthorized', reason)
    : new CouchError(403, 'forbidden', reason);
}

function matches(list: NamesAndRoles, user: UserContext): boolean {
  return (
    (user.name !== null && list.names.includes(user.name)) ||
    user.roles.some((role) => list.roles.includes(role))
  );
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new CouchError(400, 'bad_request', 'Request body must be a JSON object');
}

function parseList(value: unknown, field: string): NamesAndRoles {
  const object = asRecord(value ?? {});
  return {
    names: strings(object['names'], `${field}.names`),
    roles: strings(object['roles'], `${field}.roles`),
  };
}

function strings(value: unknown, field: string): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new CouchError(400, 'bad_request', `${field} must be a list of strings`);
}
