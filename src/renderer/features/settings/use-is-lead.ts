import { useSession } from '@renderer/data/queries/team-context';

/** Only leads change what concerns the whole team; the server holds the same rule. */
export function useIsLead(): boolean {
  return useSession().role === 'lead';
}
