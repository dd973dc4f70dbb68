import type { Role } from '@shared/domain/team/team';
import { ApiError } from '../api/api-error';
import type { TeamContent } from './content';
import { roleIn, rolesOf, teamDatabase } from './roles';
import type { TeamServer } from './team-server';

/** A member of the team, as `/api/members` tells it. */
export interface Member {
  user: string;
  displayName: string;
  role: Role;
  active: boolean;
}

export interface MemberChange {
  role?: Role | undefined;
  password?: string | undefined;
  active?: boolean | undefined;
}

/** The team's people and their rights. Writes the account first, then the `agent:<user>` document that shows it. */
export interface Members {
  list(): Promise<Member[]>;
  add(member: Omit<Member, 'active'> & { password: string }): Promise<Member>;
  change(user: string, change: MemberChange): Promise<Member>;
}

/** @param author user name of who does it, for the documents */
export function teamMembers(
  server: TeamServer,
  content: TeamContent,
  teamId: string,
  context: { now: string; author: string },
): Members {
  const database = teamDatabase(teamId);

  async function list(): Promise<Member[]> {
    const members = (await server.accounts()).flatMap(({ user, displayName, roles, active }) => {
      const role = roleIn(teamId, roles);
      return role ? [{ user, displayName, role, active }] : [];
    });
    return members.sort((a, b) => (a.user < b.user ? -1 : 1));
  }

  async function find(user: string): Promise<Member> {
    const member = (await list()).find((candidate) => candidate.user === user);
    if (!member) throw new ApiError(404, 'notFound', `no member ${user}`);
    return member;
  }

  async function show({ user, displayName, role, active }: Member): Promise<void> {
    const id = `agent:${user}`;
    const existing = (await server.read(database, [id])).get(id);
    await server.write(database, [
      content.agent(existing, { user, name: displayName, role, archived: !active }, context),
    ]);
  }

  return {
    list,
    async add({ user, displayName, role, password }) {
      if ((await server.accounts()).some((account) => account.user === user && account.active)) {
        throw new ApiError(409, 'conflict', `there is already a user ${user}`);
      }
      const member = { user, displayName, role, active: true };
      await server.addAccount({ user, displayName, roles: rolesOf(teamId, role), active: true, password });
      await show(member);
      return member;
    },
    async change(user, change) {
      const before = await find(user);
      const after = { ...before, role: change.role ?? before.role, active: change.active ?? before.active };
      const losesLead = before.role === 'lead' && before.active && (after.role !== 'lead' || !after.active);
      if (losesLead) {
        const leads = (await list()).filter((member) => member.role === 'lead' && member.active);
        if (leads.length === 1) throw new ApiError(409, 'conflict', 'the last lead cannot be removed');
      }
      await server.changeAccount(user, {
        roles: rolesOf(teamId, after.role),
        password: change.password,
        active: after.active,
      });
      await show(after);
      return after;
    },
  };
}
