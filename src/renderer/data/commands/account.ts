import { z } from 'zod';
import type { Role } from '@shared/domain/team/team';
import type { TeamSession } from '../team-session';
import { deviceOf } from './device';
import { ask } from './http';
import type { Outcome } from './http';

export type { TeamSession };

/** The protocol between this page and a hub; another number means that they cannot work together. */
const PROTOCOL = 1;

/** What the server behind this page says about itself. */
export interface ServerInfo {
  version: string;
  setUp: boolean;
  team: { id: string; name: string } | null;
  /** The page and the hub are on one computer: only then may a team be set up or joined elsewhere. */
  local: boolean;
}

/** Somebody's place in a team, as the roles of their account tell it. */
export interface Membership {
  /** `luuri-<team>` */
  database: string;
  user: string;
  role: Role;
}

export interface NewTeam {
  teamName: string;
  displayName: string;
  user: string;
  password: string;
  language: 'fi' | 'en';
}

const team = z.object({ id: z.string(), name: z.string() });
const infoShape = z.object({
  product: z.literal('luuri'),
  version: z.string(),
  protocol: z.number(),
  setUp: z.boolean(),
  team: team.optional(),
  local: z.boolean(),
});
const signedInShape = z.object({
  ok: z.literal(true),
  name: z.string().nullish(),
  roles: z.array(z.string()),
});
const sessionShape = z.object({
  userCtx: z.object({ name: z.string().nullable(), roles: z.array(z.string()) }),
});
const joinedShape = z.object({ user: z.string(), roles: z.array(z.string()) });
const anything = z.unknown();

/** Asks who the server is. A server of another protocol version is a `versionMismatch`. */
export async function readServer(): Promise<Outcome<ServerInfo>> {
  const answer = await ask(infoShape, 'GET', '/api/info');
  if (!answer.ok) return answer;
  const { version, protocol, setUp, local } = answer.value;
  if (protocol !== PROTOCOL) return { ok: false, problem: 'versionMismatch' };
  return { ok: true, value: { version, setUp, local, team: answer.value.team ?? null } };
}

/** Creates the team on this computer's hub; the answer's cookie signs its lead in. */
export async function setUpTeam(request: NewTeam): Promise<Outcome<Membership>> {
  return thenMembership(await ask(anything, 'POST', '/api/setup', request));
}

/** The same with sample data and an account nobody needs a password for. */
export async function setUpSampleTeam(request: {
  teamName: string;
  language: 'fi' | 'en';
}): Promise<Outcome<Membership>> {
  return thenMembership(await ask(anything, 'POST', '/api/setup', { ...request, sample: true }));
}

/** One sign-in with what a person typed; never repeated by itself, because wrong passwords lock accounts. */
export async function signIn(user: string, password: string): Promise<Outcome<Membership>> {
  const answer = await ask(signedInShape, 'POST', '/db/_session', { name: user, password });
  return answer.ok ? membershipIn(user, answer.value.roles) : answer;
}

/** Signs in at another server and makes it the one this page works with. */
export async function joinTeam(
  address: string,
  user: string,
  password: string,
): Promise<Outcome<Membership>> {
  const answer = await ask(joinedShape, 'PUT', '/api/connection', { address, user, password });
  return answer.ok ? membershipIn(answer.value.user, answer.value.roles) : answer;
}

/** Who the server thinks is asking; `wrongPassword` when the session has ended. */
export async function readMembership(): Promise<Outcome<Membership>> {
  const answer = await ask(sessionShape, 'GET', '/db/_session');
  if (!answer.ok) return answer;
  const { name, roles } = answer.value.userCtx;
  return name === null ? { ok: false, problem: 'wrongPassword' } : membershipIn(name, roles);
}

/** Ends the session on the server. What is on this machine stays. */
export function endSession(): Promise<Outcome<unknown>> {
  return ask(anything, 'DELETE', '/db/_session');
}

/** Gives this machine its place in the team, and with it everything the app needs to work without a network. */
export async function openSession(membership: Membership): Promise<Outcome<TeamSession>> {
  const { database, user, role } = membership;
  const [device, info] = await Promise.all([
    deviceOf(membership),
    ask(z.object({ name: z.string().min(1) }), 'GET', `/db/${database}/team%3Ainfo`),
  ]);
  if (!device.ok) return device;
  const teamName = info.ok ? info.value.name : database.replace(/^luuri-/, '');
  return { ok: true, value: { database, user, role, teamName, devicePrefix: device.value } };
}

/** The team, and the part in it, that a user's roles name; `noRights` when they name none. */
export function membershipIn(user: string, roles: readonly string[]): Outcome<Membership> {
  const order: Role[] = ['lead', 'agent', 'viewer'];
  for (const database of roles.filter((role) => /^luuri-[^:]+$/.test(role))) {
    const role = order.find((candidate) => roles.includes(`${database}:${candidate}`));
    if (role) return { ok: true, value: { database, user, role } };
  }
  return { ok: false, problem: 'noRights' };
}

async function thenMembership(answer: Outcome<unknown>): Promise<Outcome<Membership>> {
  return answer.ok ? readMembership() : answer;
}
