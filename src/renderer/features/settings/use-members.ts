import { useCallback, useEffect, useState } from 'react';
import { drop } from '@shared/lib/drop';
import type { AccountProblem, Outcome } from '@renderer/data/commands/http';
import { listMembers } from '@renderer/data/commands/members';
import type { Member } from '@renderer/data/commands/members';
import { useHeaders } from '@renderer/data/queries/records';
import { byName } from './by-name';

export interface Members {
  list: Member[];
  /** Why the list is only what this machine knows; null when it is the server's own. */
  problem: AccountProblem | null;
  isLoading: boolean;
  reload(): void;
}

/** The team's accounts from the server; without it, the agents as this machine knows them. */
export function useMembers(): Members {
  const agents = useHeaders('agent');
  const [answer, setAnswer] = useState<Outcome<Member[]> | null>(null);
  const reload = useCallback(() => drop(listMembers().then(setAnswer)), []);
  useEffect(reload, [reload]);
  const known = byName(agents).map(({ user, name, role }) => ({
    user,
    displayName: name,
    role,
    active: true,
  }));
  return {
    list: answer?.ok ? answer.value : known,
    problem: answer && !answer.ok ? answer.problem : null,
    isLoading: answer === null,
    reload,
  };
}
