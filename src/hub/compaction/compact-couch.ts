import { setTimeout as wait } from 'node:timers/promises';
import { createCouchAdmin } from '../backend/couch-admin';
import type { CouchAddress } from '../backend/couch-address';
import type { CouchLine } from '../backend/couch-request';
import type { WriteRules } from '../store/write-documents';
import { closeLeavesEverywhere } from '../team/close-leaves-everywhere';
import { couchTeamServer } from '../team/couch-team-server';
import { ProvisionError } from '../team/couch-fitness';
import { findTeam } from '../team/provision';
import { filesDatabase, teamDatabase } from '../team/roles';

export interface CompactCouchParts extends CouchLine {
  couch: CouchAddress;
  rules: WriteRules;
  say: (line: string) => void;
  isStopped?: () => boolean;
  /** Milliseconds between two questions whether it is over. */
  pollMs?: number;
}

const POLL_MS = 1_000;

/**
 * Makes a CouchDB forget the older versions of the team's documents and rewrite its files, with its administrator's account,
 * and waits until that is over. Before, it closes the conflict leaves that hold nothing more than the winner: compaction
 * keeps those. Throws `ProvisionError` and `CouchUnreachableError`.
 */
export async function compactCouch(parts: CompactCouchParts): Promise<void> {
  const { couch, say, isStopped = () => false, pollMs = POLL_MS } = parts;
  const team = await findTeam(couchTeamServer(couch, parts));
  if (!team) throw new ProvisionError(`There is no team on the CouchDB at ${couch.root}.`);
  await closeLeavesEverywhere({ ...parts, dryRun: false });
  const ask = createCouchAdmin(couch, parts);
  for (const database of [teamDatabase(team.id), filesDatabase(team.id)]) {
    await ask('POST', `/${database}/_compact`, {});
    await ask('POST', `/${database}/_view_cleanup`, {});
    while (!isStopped() && (await ask('GET', `/${database}`))['compact_running'] === true) await wait(pollMs);
    if (isStopped()) return;
    say(`Compacted ${database}.`);
  }
}
