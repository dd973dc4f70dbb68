import { z } from 'zod';
import type { Role } from '@shared/domain/team/team';
import { ask } from './http';
import type { Outcome } from './http';

/** Somebody's account in the team. */
export interface Member {
  user: string;
  displayName: string;
  role: Role;
  /** False: removed, cannot sign in. */
  active: boolean;
}

const memberShape = z.object({
  user: z.string(),
  displayName: z.string(),
  role: z.enum(['lead', 'agent', 'viewer']),
  active: z.boolean(),
});

export interface NewMember {
  user: string;
  displayName: string;
  role: Role;
  password: string;
}

/** The accounts as the server knows them: needs the network. */
export function listMembers(): Promise<Outcome<Member[]>> {
  return ask(z.array(memberShape), 'GET', '/api/members');
}

/** `conflict` when the user name is taken. */
export function addMember(member: NewMember): Promise<Outcome<Member>> {
  return ask(memberShape, 'POST', '/api/members', member);
}

/** `conflict` when the team would be left without a lead. */
export function changeMember(
  user: string,
  change: { role?: Role; password?: string; active?: boolean },
): Promise<Outcome<Member>> {
  return ask(memberShape, 'PATCH', `/api/members/${encodeURIComponent(user)}`, change);
}
