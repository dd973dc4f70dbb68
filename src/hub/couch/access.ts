import type { FastifyRequest } from 'fastify';
import type { CouchContext } from './couch-context';
import type { Database } from '../store/database';
import { demandMember } from '../store/security';

export interface DatabaseParams {
  db: string;
}

/** The database a request names. Throws 404, 401 or 403 when there is none or the user may not use it. */
export function memberDatabase(
  context: CouchContext,
  request: FastifyRequest<{ Params: DatabaseParams }>,
): Database {
  const database = context.databases.get(request.params.db);
  demandMember(database.security, request.identity.user);
  return database;
}
