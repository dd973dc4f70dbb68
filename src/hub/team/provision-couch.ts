import { sameJson } from '@shared/lib/canonical-json';
import { createCouchAdmin } from '../backend/couch-admin';
import type { CouchAddress } from '../backend/couch-address';
import type { CouchLine } from '../backend/couch-request';
import type { Security } from '../store/security';
import { EPOCH_ID } from '../store/write-documents';
import { HUB_VERSION } from '../version';
import type { TeamContent } from './content';
import { demandFitCouch, ProvisionError } from './couch-fitness';
import { couchTeamServer } from './couch-team-server';
import { findTeam, firstDocuments } from './provision';
import type { TeamIdentity } from './provision';
import { renewRules } from './renew-rules';
import { filesDatabase, rolesOf, teamDatabase, teamIdFrom, teamSecurity } from './roles';

export { ProvisionError };

export interface ProvisionParts extends CouchLine {
  couch: CouchAddress;
  content: TeamContent;
  /** ISO 8601, UTC. */
  now: string;
  /** The name of a new team; that of the present one, or none, brings the present one up to date. */
  team: string | undefined;
  /** The first lead of a new team. */
  lead: { user: string; displayName: string } | undefined;
  language: 'fi' | 'en';
  dryRun: boolean;
  /** Asked for only when the lead's account is really made. */
  readPassword: () => Promise<string>;
  say: (line: string) => void;
}

/**
 * Makes a CouchDB fit for a team: databases, rights, rules, settings, the lead's account. What is there already stays
 * as it is, so it may be repeated after a failure in the middle, and after an upgrade. Throws `ProvisionError`,
 * and `CouchUnreachableError` where the server falls silent in the middle.
 */
export async function provisionCouch(parts: ProvisionParts): Promise<void> {
  const { couch, dryRun, say } = parts;
  const version = await demandFitCouch(couch, parts);
  say(`CouchDB ${version} at ${couch.root}, administrator "${couch.user}".`);
  const ask = createCouchAdmin(couch, parts);
  const server = couchTeamServer(couch, parts);
  const present = await findTeam(server);
  const wanted = wantedTeam(parts, present);
  const lead = present
    ? undefined
    : newLead(
        parts,
        (await server.accounts()).map(({ user }) => user),
      );
  // Before anything is made, so that a password that will not do leaves nothing half made.
  const password = lead && !dryRun ? await parts.readPassword() : '';
  const tell = (done: boolean, what: string, verb: string) =>
    say(done ? `  is there  ${what}` : dryRun ? `  would ${verb}  ${what}` : `  ${PAST[verb]}  ${what}`);

  say(`${present ? 'The team' : 'A new team'} "${wanted.name}":`);
  const [team, files] = [teamDatabase(wanted.id), filesDatabase(wanted.id)];
  const databases = new Set(await server.databaseNames());
  for (const name of ['_users', '_replicator', team, files]) {
    const isThere = databases.has(name);
    if (!isThere && !dryRun) await ask('PUT', `/${name}`, undefined, [412]);
    tell(isThere, `database ${name}`, 'make');
  }
  for (const name of [team, files]) {
    const security = databases.has(name) ? await ask('GET', `/${name}/_security`) : {};
    const isRight = sameJson(security, teamSecurity(wanted.id) satisfies Security);
    if (!isRight && !dryRun) await ask('PUT', `/${name}/_security`, teamSecurity(wanted.id));
    tell(isRight, `rights of ${name}: its members only`, 'set');
  }
  for (const name of [team, files]) {
    const state = databases.has(name) || !dryRun ? await renewRules(ask, name, dryRun) : 'written';
    if (typeof state === 'object') {
      say(`  stay      rules of ${name}: hub ${state.newer} wrote them, and this one is ${HUB_VERSION}`);
    } else tell(state === 'current', `rules of ${name}`, state === 'renewed' ? 'renew' : 'write');
  }

  const user = lead?.user ?? couch.user;
  const documents = firstDocuments(
    parts.content,
    {
      teamName: wanted.name,
      displayName: lead?.displayName ?? user,
      user,
      language: parts.language,
      sample: false,
    },
    { now: parts.now, author: user },
  ).filter(({ _id }) => lead || _id === EPOCH_ID);
  const ids = documents.map(({ _id }) => String(_id));
  const known = databases.has(team) ? await server.read(team, ids) : new Map<string, unknown>();
  const missing = documents.filter(({ _id }) => !known.has(String(_id)));
  if (!dryRun && missing.length > 0) await server.write(team, missing);
  tell(!missing.some(({ _id }) => _id === EPOCH_ID), `identity of the server (${EPOCH_ID})`, 'write');
  if (lead) {
    const settings = missing.filter(({ _id }) => _id !== EPOCH_ID).length;
    tell(settings === 0, `settings${settings === 0 ? '' : `: ${settings} documents`}`, 'write');
    if (!dryRun) {
      const account = { ...lead, roles: rolesOf(wanted.id, 'lead'), active: true };
      await server.addAccount({ ...account, password });
    }
    tell(false, `account ${lead.user}, lead of the team`, 'make');
  }
  say(dryRun ? 'Nothing was changed (--dry-run).' : 'The CouchDB is ready for the team.');
}

const PAST: Record<string, string> = {
  make: 'made    ',
  set: 'set     ',
  write: 'wrote   ',
  renew: 'renewed ',
};

function wantedTeam({ team }: ProvisionParts, present: TeamIdentity | undefined): TeamIdentity {
  if (!present && team === undefined) {
    throw new ProvisionError(
      'There is no team on this CouchDB yet: name one with --team, and its lead with --user.',
    );
  }
  if (present && team !== undefined && team !== present.name && teamIdFrom(team) !== present.id) {
    throw new ProvisionError(
      `This CouchDB has the team "${present.name}" already (database ${teamDatabase(present.id)}). ` +
        'Leave --team out to bring it up to date.',
    );
  }
  return present ?? { id: teamIdFrom(team ?? ''), name: team ?? '' };
}

function newLead({ lead }: ProvisionParts, taken: readonly string[]): { user: string; displayName: string } {
  if (!lead) throw new ProvisionError('A new team needs its first lead: name one with --user.');
  // A CouchDB may serve others too: their accounts are not ours to take over.
  if (taken.includes(lead.user)) {
    throw new ProvisionError(
      `There is already an account "${lead.user}" on this CouchDB: choose another --user.`,
    );
  }
  return lead;
}
