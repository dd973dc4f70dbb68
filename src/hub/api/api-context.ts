import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../accounts/authenticate';
import type { Backend } from '../backend/backend';
import type { HubCookies } from '../web/cookies';
import type { Links } from '../link/links';
import type { TeamContent } from '../team/content';
import type { TeamServer } from '../team/team-server';

/** What the routes under `/api` work with. */
export interface ApiContext {
  version: string;
  team: TeamServer;
  content: TeamContent;
  links: Links;
  cookies: HubCookies;
  /** Milliseconds since 1970. */
  now: () => number;
  identify(request: FastifyRequest): Promise<Identity>;
  /** Signs the browser in by setting its session cookie. */
  signIn(user: string, password: string, reply: FastifyReply): Promise<void>;
  /** See `Backend`. */
  changePassword: Backend['changePassword'];
  compact: Backend['compact'];
}

/** Version of the protocol between clients and hubs; another number means that they cannot work together. */
export const PROTOCOL = 1;
