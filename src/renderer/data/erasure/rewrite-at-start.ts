import { FORM } from '../store/forms';
import type { Stamp } from '../store/stamp';
import { readStamp } from '../store/stamp';
import { ifAlone, migratingAlone } from '../store/store-locks';
import { wasTrouble } from '../store/store-memory';
import type { RewriteParts } from './rewrite-store';
import { isRewriting, rewriteStore } from './rewrite-store';

interface StartParts extends RewriteParts {
  /** What is written must not be lost with the log of a run that was killed (`store/new-log.ts`). */
  beginNewLog(): Promise<void>;
  /** Whether the disk has room for copies. */
  hasRoom(): Promise<boolean>;
}

/**
 * Does what an erasure has left to be done on this machine, before the store is opened. Nobody waits for another window:
 * where one is open, where pages have no locks to tell (plain http), or where the disk has little room, it is left for
 * another start. What was begun goes on.
 * @returns the stamp afterwards; one of which {@link isRewriting} is true where it did not come to its end
 */
export async function rewriteAtStart(found: Stamp | null, parts: StartParts): Promise<Stamp | null> {
  if (!found?.rewrite) return found;
  const { team, beginNewLog, hasRoom } = parts;
  const rewrite = async () => {
    await beginNewLog();
    return rewriteStore(found, parts);
  };
  try {
    if (isRewriting(found)) return await migratingAlone(team, () => {}, rewrite);
    if (found.form > FORM || wasTrouble(team) || !(await hasRoom())) return found;
    return (await ifAlone(team, rewrite)) ?? found;
  } catch (error) {
    console.error(error);
    return readStamp(team);
  }
}
