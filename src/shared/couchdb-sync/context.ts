import type { Identity } from './identity';
import type { Position } from './position';
import type { Server } from './server';
import type { StatusBoard } from './status';
import type { SyncConfig, SyncOptions } from './config';
import type { Wake } from './wake';

/** What the parts of one engine share. */
export interface SyncContext {
  config: SyncConfig;
  options: SyncOptions;
  server: Server;
  identity: Identity;
  position: Position;
  board: StatusBoard;
  /** Something may be dirty. */
  pushWake: Wake;
  /** Somebody wants it now: ends waits after failures. */
  nowWake: Wake;
  /** Reading makes progress: the next failure is the first one again. */
  feedWorks: () => void;
  /**
   * Tombstones that a push met, id to revision. CouchDB takes an edit that follows one only without `_rev`; in memory
   * alone, because not knowing costs one more conflict and nothing else.
   */
  tombstones: Map<string, string>;
  /** Leaves, as `id rev`, that the server would not let this client close (7.3): not tried again. */
  keptLeaves: Set<string>;
  /** How often in a row leaves could not be read (7.1). */
  leafFailures: number;
}
