import { randomUUID } from 'node:crypto';
import type { Role } from '@shared/domain/team/team';
import { ApiError } from '../api/api-error';
import type { Json } from '../store/pouch';
import { EPOCH_ID } from '../store/write-documents';
import type { ContentContext, TeamContent } from './content';
import { filesDatabase, roleIn, rolesOf, teamDatabase, teamIdFrom, teamOf, teamSecurity } from './roles';
import type { TeamServer } from './team-server';

export interface TeamIdentity {
  id: string;
  name: string;
}

export interface NewTeam {
  teamName: string;
  displayName: string;
  user: string;
  password: string;
  language: 'fi' | 'en';
  sample: boolean;
}

/** The team of this server, or undefined while there is none: it is there when it has a lead. */
export async function findTeam(server: TeamServer): Promise<TeamIdentity | undefined> {
  for (const { roles } of await server.accounts()) {
    const id = teamOf(roles);
    if (id === undefined || roleIn(id, roles) !== 'lead') continue;
    const info = (await server.read(teamDatabase(id), ['team:info'])).get('team:info');
    return { id, name: typeof info?.['name'] === 'string' ? info['name'] : id };
  }
  return undefined;
}

/**
 * Creates the team: databases, identity, settings, the lead's account. The account comes last, and with it the team
 * counts as set up, so that a set-up cut short by a crash can simply be done again.
 */
export async function createTeam(
  server: TeamServer,
  content: TeamContent,
  team: NewTeam,
  now: string,
): Promise<TeamIdentity> {
  // A CouchDB may serve others too: their accounts are not ours to take over.
  if ((await server.accounts()).some((account) => account.user === team.user)) {
    throw new ApiError(409, 'conflict', `there is already a user ${team.user}`);
  }
  const id = teamIdFrom(team.teamName);
  const database = teamDatabase(id);
  const context = { now, author: team.user };
  await server.ensureDatabase(database, teamSecurity(id));
  await server.ensureDatabase(filesDatabase(id), teamSecurity(id));
  await server.write(database, firstDocuments(content, team, context));
  await server.addAccount({
    user: team.user,
    displayName: team.displayName,
    roles: rolesOf(id, 'lead'),
    active: true,
    password: team.password,
  });
  return { id, name: team.teamName };
}

/** What a new team's database holds: its identity, its settings, the lead's card. */
export function firstDocuments(
  content: TeamContent,
  { teamName, displayName, user, language, sample }: Omit<NewTeam, 'password'>,
  context: ContentContext,
): Json[] {
  const facts = { name: teamName, language };
  const lead = { user, name: displayName, role: 'lead' as Role, archived: false };
  const documents = [
    epochDocument(context),
    ...content.defaults(facts, context),
    content.agent(undefined, lead, context),
    ...(sample ? content.samples(facts, context) : []),
  ];
  // Samples may hold a default of the team in a later version: the groups, with their new members.
  return [...new Map(documents.map((doc) => [doc['_id'], doc])).values()];
}

/** The team, or an error that says there is none yet. */
export async function demandTeam(server: TeamServer): Promise<TeamIdentity> {
  const team = await findTeam(server);
  if (!team) throw new ApiError(409, 'notSetUp', 'this hub has no team yet');
  return team;
}

function epochDocument({ now, author }: { now: string; author: string }): Json {
  const header = { type: 'team', v: 1, stamps: {}, createdAt: now, createdBy: author, archived: false };
  return { _id: EPOCH_ID, ...header, epoch: randomUUID() };
}
