import { z } from 'zod';
import type { Team } from '../team';
import { dropSession, keepSession } from '../session-copy';
import { leavePlaces } from '../store/place';
import { holdsOtherTeams, wipeTeam } from '../wipe';
import { endSession, readMembership, signIn } from './account';
import type { Membership } from './account';
import { cardsHere, deviceOf, tellWiped } from './device';
import { ask } from './http';
import type { Outcome } from './http';

/** What came of asking the server who this is. `reload`: the stored session has changed and this page has not. */
export type Standing = { kind: 'same' } | { kind: 'roleChanged' } | { kind: 'otherUser'; user: string };

/** Signs the same person in again after their session has ended, and lets the sync go on. One try. */
export async function signInAgain(team: Team, password: string): Promise<Outcome<Standing>> {
  const signedIn = await signIn(team.session.user, password);
  if (!signedIn.ok) return signedIn;
  if (signedIn.value.database !== team.session.database) return { ok: false, problem: 'noRights' };
  team.sync.reauthenticated();
  return { ok: true, value: await keepRole(team, signedIn.value) };
}

/** Compares the account on the server with the stored session, and stores a changed role for the next start. */
export async function checkStanding(team: Team): Promise<Standing> {
  const membership = await readMembership();
  return membership.ok ? keepRole(team, membership.value) : { kind: 'same' };
}

async function keepRole({ session }: Team, { database, user, role }: Membership): Promise<Standing> {
  if (user !== session.user) return { kind: 'otherUser', user };
  if (database !== session.database || role === session.role) return { kind: 'same' };
  // Somebody who only read until now has no registered device yet.
  const device = await deviceOf({ database, user, role });
  if (!device.ok) return { kind: 'same' };
  keepSession({ ...session, role, devicePrefix: device.value });
  return { kind: 'roleChanged' };
}

/**
 * Gives the person's own account another password; every other session of it ends. `wrongPassword` when `current` is
 * not the present one, `notFound` where the server does not manage accounts (a CouchDB without a hub). One try.
 */
export async function changeOwnPassword(
  team: Team,
  current: string,
  next: string,
): Promise<Outcome<{ user: string }>> {
  const changed = await ask(z.object({ user: z.string() }), 'POST', '/api/account/password', {
    current,
    next,
  });
  // The feed was cut with the other sessions; the answer brought a new one.
  if (changed.ok) team.sync.reauthenticated();
  return changed;
}

/** Signs out here and, when it can be reached, on the server. Every record and draft stays on this machine. */
export async function signOut(team: Team): Promise<void> {
  await team.drafts.flush();
  await endSession();
  await dropSession();
  location.assign('/');
}

/**
 * Signs out and removes everything of the team from this machine, also what the server does not have: only after a
 * person's yes to that. The page begins anew then.
 * @returns false when another window holds on to something; to be called again
 */
export async function signOutAndWipe(team: Team): Promise<boolean> {
  const { database, devicePrefix, user, role } = team.session;
  const cards = cardsHere(database);
  // A disk that is full takes no last words; they are to go anyway.
  await team.close().catch(console.error);
  await dropSession();
  const isGone = await wipeTeam(database, devicePrefix);
  // Said when it is true, and while the server knows who says it.
  if (isGone && role !== 'viewer') await tellWiped({ database, user }, cards);
  await endSession();
  if (!isGone) return false;
  if (!(await holdsOtherTeams(database))) await clearBrowser();
  location.assign('/');
  return true;
}

/**
 * What a database deletes stays in its files until the browser tidies them up. Where the server can be reached, it asks
 * the browser to throw the files themselves away. How the app looks on this machine is left.
 */
async function clearBrowser(): Promise<void> {
  await leavePlaces();
  const kept = Object.entries(localStorage);
  await ask(z.object({ ok: z.literal(true) }), 'POST', '/api/clear-browser', {});
  for (const [key, value] of kept) localStorage.setItem(key, String(value));
}
