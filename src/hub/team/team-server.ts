import type { Json, StoredDocument } from '../store/pouch';
import type { Security } from '../store/security';

/** An account as the team's pages need it: no password in it. */
export interface TeamAccount {
  user: string;
  displayName: string;
  roles: string[];
  active: boolean;
}

export interface AccountUpdate {
  displayName?: string | undefined;
  roles?: string[] | undefined;
  password?: string | undefined;
  active?: boolean | undefined;
}

/** What was done about a database's copy of the rules. Those of a newer hub, of that version, are left as they are. */
export type RulesState = 'current' | 'written' | 'renewed' | { newer: string };

/**
 * What provisioning needs from a server, with an administrator's rights: the embedded databases or a CouchDB.
 * Every method may be repeated after a failure in the middle.
 */
export interface TeamServer {
  readonly kind: 'embedded' | 'couchdb';
  databaseNames(): Promise<string[]>;
  /** Creates the database unless it is there, and sets who may use it. */
  ensureDatabase(name: string, security: Security): Promise<void>;
  /** Brings a database's own copy of the team's rules up to this hub's. Does nothing where the hub itself applies them. */
  renewRules(name: string): Promise<RulesState>;
  /** The documents that exist, by id. */
  read(database: string, ids: readonly string[]): Promise<Map<string, StoredDocument>>;
  /** Writes; a document that is already there in another revision is left as it is. Throws on any other failure. */
  write(database: string, docs: readonly Json[]): Promise<void>;
  accounts(): Promise<TeamAccount[]>;
  addAccount(account: TeamAccount & { password: string }): Promise<void>;
  /** Throws when there is no such account. */
  changeAccount(user: string, update: AccountUpdate): Promise<void>;
}
