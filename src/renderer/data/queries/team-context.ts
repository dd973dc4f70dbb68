import { createContext, useContext } from 'react';
import type { RunCommand } from '../command-runner';
import type { Team } from '../team';
import type { TeamSession } from '../team-session';

export type { RunCommand, Team };

export const TeamContext = createContext<Team | null>(null);

/** The open team; only inside the signed-in part of the app. */
export function useTeam(): Team {
  const team = useContext(TeamContext);
  if (!team) throw new Error('no team is open here');
  return team;
}

/** Who works here. */
export function useSession(): TeamSession {
  return useTeam().session;
}

/** Runs commands; see `RunCommand`. */
export function useRun(): RunCommand {
  return useTeam().run;
}
