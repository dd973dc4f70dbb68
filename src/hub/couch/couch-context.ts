import type { Authenticator } from '../accounts/authenticate';
import type { Sessions } from '../accounts/sessions';
import type { HubCookies } from '../web/cookies';
import type { Feeds } from './feeds';
import type { Databases } from '../store/databases';
import type { WriteRules } from '../store/write-documents';

/** Sizes in bytes. */
export interface Limits {
  /** A JSON request as a whole. */
  body: number;
  /** One document of it. */
  document: number;
  attachment: number;
}

export const DEFAULT_LIMITS: Limits = {
  body: 64 * 1024 * 1024,
  document: 8 * 1024 * 1024,
  attachment: 64 * 1024 * 1024,
};

/** What the routes of the embedded database work with. */
export interface CouchContext {
  databases: Databases;
  sessions: Sessions;
  authenticator: Authenticator;
  cookies: HubCookies;
  feeds: Feeds;
  rules: WriteRules;
  limits: Limits;
  /** Default milliseconds between the newlines that keep a waiting feed alive. */
  heartbeatMs: number;
  /** Name of this server's data, for clients that look at the welcome answer. */
  uuid: string;
  version: string;
}
