import { createLeafCloser } from '../backend/close-leaves';
import { createCouchAdmin } from '../backend/couch-admin';
import type { CouchAddress } from '../backend/couch-address';
import type { CouchLine } from '../backend/couch-request';
import type { StoredDocument } from '../store/pouch';
import { ADMIN_ROLE } from '../store/user-context';
import type { WriteRules } from '../store/write-documents';
import { demandFitCouch, ProvisionError } from './couch-fitness';
import { couchTeamServer } from './couch-team-server';
import { findTeam } from './provision';
import { teamDatabase } from './roles';

const PAGE = 1_000;

export interface CloseLeavesParts extends CouchLine {
  couch: CouchAddress;
  rules: WriteRules;
  /** Only counts. */
  dryRun: boolean;
  say: (line: string) => void;
}

/**
 * Closes the conflict leaves that the winning versions hold all of (rule 7.3). A CouchDB without a hub before it keeps
 * them, because its rules let no member delete. What is in a leaf alone stays for the apps to merge. May be repeated.
 * Throws `ProvisionError` and `CouchUnreachableError`.
 */
export async function closeLeavesEverywhere(parts: CloseLeavesParts): Promise<void> {
  const { couch, rules, dryRun, say } = parts;
  await demandFitCouch(couch, parts);
  const team = await findTeam(couchTeamServer(couch, parts));
  if (!team) throw new ProvisionError(`There is no team on the CouchDB at ${couch.root}.`);
  const ask = createCouchAdmin(couch, parts);
  const closer = createLeafCloser(ask, rules);
  const database = teamDatabase(team.id);
  const admin = { name: couch.user, roles: [ADMIN_ROLE] };
  const found = { closed: 0, kept: 0 };

  async function closeBeside(id: string): Promise<void> {
    const path = `/${database}/${encodeURIComponent(id)}?conflicts=true`;
    const winner = (await ask('GET', path, undefined, [404])) as StoredDocument;
    for (const rev of (winner['_conflicts'] ?? []) as string[]) {
      const tombstone = { _id: id, _rev: rev, _deleted: true };
      const isClosed = dryRun
        ? await closer.mayClose(database, tombstone, admin)
        : (await closer.close(database, [tombstone], admin)).every((row) => 'ok' in row);
      found[isClosed ? 'closed' : 'kept'] += 1;
    }
  }

  for (let since = '0', more = true; more;) {
    // All leaves of each document, without the documents; those that were closed stay in it for ever.
    const query = new URLSearchParams({ style: 'all_docs', limit: String(PAGE), since });
    const page = await ask('GET', `/${database}/_changes?${query}`);
    const rows = page['results'] as { id: string; changes: unknown[]; deleted?: boolean }[];
    for (const { id, changes, deleted } of rows) {
      if (changes.length > 1 && !deleted && !id.startsWith('_')) await closeBeside(id);
    }
    since = String(page['last_seq']);
    more = rows.length === PAGE;
  }
  const what = dryRun ? 'conflict leaves that would be closed' : 'conflict leaves closed';
  say(`The team "${team.name}": ${what}: ${found.closed}.`);
  if (found.kept > 0) {
    say(
      `Staying, because the winning versions do not hold all of them: ${found.kept}. An app that syncs merges them.`,
    );
  }
}
