import { useCallback, useEffect, useState } from 'react';
import { drop } from '@shared/lib/drop';
import type { AccountProblem, Outcome } from '@renderer/data/commands/http';
import { listMembers } from '@renderer/data/commands/members';
import type { Member } from '@renderer/data/commands/members';
import { useHeaders } from '@renderer/data/queries/records';
import { byName } from './by-name';
import { joinPeople } from './people';
import type { Person } from './people';

export interface Members {
  active: Person[];
  removed: Person[];
  /** Why the list is only what this machine knows; null when it is the server's own. */
  problem: AccountProblem | null;
  isLoading: boolean;
  reload(): void;
}

/** The team's accounts from the server beside the people that the records know; the latter alone without it. */
export function useMembers(): Members {
  const agents = byName(useHeaders('agent'));
  const [answer, setAnswer] = useState<Outcome<Member[]> | null>(null);
  const reload = useCallback(() => drop(listMembers().then(setAnswer)), []);
  useEffect(reload, [reload]);
  const people = joinPeople(agents, answer?.ok ? answer.value : null);
  return {
    active: people.filter((person) => person.active),
    removed: people.filter((person) => !person.active),
    problem: answer && !answer.ok ? answer.problem : null,
    isLoading: answer === null,
    reload,
  };
}
