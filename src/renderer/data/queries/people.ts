import { useSyncExternalStore } from 'react';
import { useHeader } from './records';
import { useTeam } from './team-context';

/** An agent's name; the user name as long as this machine does not know them; empty for nobody. */
export function usePersonName(user: string): string {
  const agent = useHeader('agent', user ? `agent:${user}` : '');
  return agent?.name || user;
}

/** The names of all, those who have left and those who were imported included. */
export function usePersonNames(): (user: string) => string {
  const { settings } = useTeam().tables;
  useSyncExternalStore(settings.subscribe, settings.version);
  return (user) => String(settings.get(`agent:${user}`)?.doc['name'] ?? '') || user;
}
