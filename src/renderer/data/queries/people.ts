import { useHeader } from './records';

/** An agent's name; the user name as long as this machine does not know them; empty for nobody. */
export function usePersonName(user: string): string {
  const agent = useHeader('agent', user ? `agent:${user}` : '');
  return agent?.name || user;
}
