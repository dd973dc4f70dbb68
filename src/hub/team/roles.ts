import type { Role } from '@shared/domain/team/team';
import type { Security } from '../store/security';

const DATABASE_PREFIX = 'luuri-';
const FILES_SUFFIX = '-files';
const ROLES: readonly Role[] = ['lead', 'agent', 'viewer'];

export const teamDatabase = (teamId: string) => `${DATABASE_PREFIX}${teamId}`;
export const filesDatabase = (teamId: string) => `${DATABASE_PREFIX}${teamId}${FILES_SUFFIX}`;

/** The roles of an account: member of the team, and exactly one of lead, agent, viewer. */
export function rolesOf(teamId: string, role: Role): string[] {
  return [teamDatabase(teamId), `${teamDatabase(teamId)}:${role}`];
}

/** The team's role among a user's roles; undefined for somebody who is not of this team. */
export function roleIn(teamId: string, roles: readonly string[]): Role | undefined {
  if (!roles.includes(teamDatabase(teamId))) return undefined;
  return ROLES.find((role) => roles.includes(`${teamDatabase(teamId)}:${role}`));
}

/** The id of the team that a member role names; undefined when none does. */
export function teamOf(roles: readonly string[]): string | undefined {
  const member = roles.find((role) => role.startsWith(DATABASE_PREFIX) && !role.includes(':'));
  return member?.slice(DATABASE_PREFIX.length);
}

export function teamSecurity(teamId: string): Security {
  return {
    admins: { names: [], roles: ['_admin'] },
    members: { names: [], roles: [teamDatabase(teamId)] },
  };
}

/** The part of a database name that a team's name gives: `Rakennus Öy` is `rakennus-oy`. */
export function teamIdFrom(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  // `luuri-<team>-files` must never be another team's database.
  return slug === '' || slug === 'files' || slug.endsWith(FILES_SUFFIX) ? `${slug || 'team'}-team` : slug;
}
