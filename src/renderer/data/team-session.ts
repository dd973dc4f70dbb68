import type { Role } from '@shared/domain/team/team';

/** Who works on this machine, for which team. Known without any network once somebody has signed in. */
export interface TeamSession {
  /** The team's database on the server: `luuri-<team>`. */
  database: string;
  teamName: string;
  user: string;
  role: Role;
  /** This machine's prefix for ticket numbers, unique in the team. */
  devicePrefix: string;
}

/** Where the local storage of this browser profile keeps it. */
export const SESSION_KEY = 'luuri.session';

/** The session of the last sign-in on this machine, or null before the first. */
export function loadSession(storage: Pick<Storage, 'getItem'> = localStorage): TeamSession | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(SESSION_KEY) ?? 'null');
    return isSession(value) ? value : null;
  } catch {
    return null;
  }
}

export function saveSession(session: TeamSession, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(SESSION_KEY, JSON.stringify(session));
}

export function forgetSession(storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(SESSION_KEY);
}

/** Whether a stored value is a session. */
export function isSession(value: unknown): value is TeamSession {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  return ['database', 'teamName', 'user', 'role', 'devicePrefix'].every(
    (name) => typeof fields[name] === 'string',
  );
}
