import { createCouchAdmin } from '../backend/couch-admin';
import type { CouchAddress } from '../backend/couch-address';
import type { CouchLine } from '../backend/couch-request';
import { readJsonFile, writeFileAtomically } from '../store/json-file';
import { couchTeamServer } from '../team/couch-team-server';
import { findTeam } from '../team/provision';
import { filesDatabase, teamDatabase } from '../team/roles';

export interface KeepCompactedParts extends CouchLine {
  couch: CouchAddress;
  /** A file that says up to where erasures have been looked for. */
  mark: string;
  compact(): Promise<void>;
  say: (line: string) => void;
  /** Milliseconds between two looks. */
  everyMs?: number | undefined;
}

const EVERY_MS = 5 * 60_000;
/** What `WriteRules.erases` says, in the words of CouchDB. */
const ERASURES = { $or: [{ erased: true }, { kind: 'personErased' }] };

/**
 * Looks now and then whether somebody was erased, and has the CouchDB compacted then. Members may write past the hub, so it
 * asks the database instead of watching what goes through.
 * @returns how to stop
 */
export function keepCouchCompacted(parts: KeepCompactedParts): () => void {
  const { couch, mark, compact, say, everyMs = EVERY_MS } = parts;
  const ask = createCouchAdmin(couch, parts);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let complained = false;

  async function look(): Promise<void> {
    const team = await findTeam(couchTeamServer(couch, parts));
    if (!team) return;
    const seen = ((await readJsonFile(mark)) ?? {}) as Record<string, unknown>;
    const now: Record<string, unknown> = { ...seen };
    let found = false;
    for (const database of [teamDatabase(team.id), filesDatabase(team.id)]) {
      const since = seen[database];
      now[database] = (await ask('GET', `/${database}`))['update_seq'];
      // One that was never looked at may be older than its hub's habit of compacting.
      if (typeof since !== 'string' || (await hasErasure(database, since))) found = true;
    }
    if (found) {
      say('Compacting the CouchDB: somebody was erased, or it was never looked at.');
      await compact();
    }
    if (!stopped) await writeFileAtomically(mark, JSON.stringify(now));
  }

  async function hasErasure(database: string, since: string): Promise<boolean> {
    const query = new URLSearchParams({ since, filter: '_selector', limit: '1' });
    const { results } = await ask('POST', `/${database}/_changes?${query}`, { selector: ERASURES });
    return (results as unknown[]).length > 0;
  }

  async function attempt(): Promise<void> {
    try {
      await look();
      complained = false;
    } catch (error) {
      if (!stopped && !complained) say(`The CouchDB could not be compacted yet: ${(error as Error).message}`);
      complained = true;
    }
    if (stopped) return;
    timer = setTimeout(() => void attempt(), everyMs);
    timer.unref();
  }

  timer = setTimeout(() => void attempt(), Math.min(everyMs, 10_000));
  timer.unref();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
