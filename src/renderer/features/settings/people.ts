import type { Agent } from '@shared/domain/team/team';
import type { Member } from '@renderer/data/commands/members';

/** Somebody of the team; without an account (an import, the sample data) they cannot sign in. */
export interface Person extends Member {
  hasAccount: boolean;
}

/** @param accounts null while they are not known: then nobody is said to lack one */
export function joinPeople(
  agents: readonly Pick<Agent, 'user' | 'name' | 'role'>[],
  accounts: readonly Member[] | null,
): Person[] {
  const nameOf = new Map(agents.map((agent) => [agent.user, agent.name]));
  const members = (accounts ?? []).map((account) => ({
    ...account,
    // The record is what everybody sees, and it can have been renamed since.
    displayName: nameOf.get(account.user) ?? account.displayName,
    hasAccount: true,
  }));
  const others = agents
    .filter((agent) => !members.some((member) => member.user === agent.user))
    .map(({ user, name, role }) => ({
      user,
      displayName: name,
      role,
      active: true,
      hasAccount: accounts === null,
    }));
  return [...members, ...others];
}
