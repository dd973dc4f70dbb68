import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../accounts/authenticate';
import type { TeamServer } from '../team/team-server';

/** What stands behind `/db`: the embedded databases or a CouchDB. */
export interface Backend {
  readonly team: TeamServer;
  /** The routes of the CouchDB protocol, to be mounted under `/db`. */
  readonly plugin: (app: FastifyInstance) => Promise<void>;
  /** Who asks. Throws `CouchError` 401 or 403 for wrong credentials; without any it is nobody. */
  identify(request: FastifyRequest): Promise<Identity>;
  /** Sets the session cookie of a person whose account was just made. */
  signIn(user: string, password: string, reply: FastifyReply): Promise<void>;
  /**
   * Gives an account of this server another password, when `current` is the present one; every session of it ends.
   * Throws `CouchError` 401 for a wrong one and 403 for a locked account.
   */
  changePassword(user: string, current: string, next: string, request: FastifyRequest): Promise<void>;
  /** Forgets all older versions of the team's documents, on the disk as well; resolves when that is done. */
  compact(): Promise<void>;
  /** Ends the answers that wait for something to happen. */
  endFeeds(): void;
  close(): Promise<void>;
}
