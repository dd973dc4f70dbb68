import { useEffect, useState } from 'react';
import { drop } from '@shared/lib/drop';
import { givenUpIn } from '../given-up';
import type { KeptGivenUp } from '../given-up';
import { useTeam } from './team-context';

export type { KeptGivenUp } from '../given-up';

/** Changes that were given up on this machine and are kept aside, live, the latest first. */
export function useGivenUp(): readonly KeptGivenUp[] {
  const { database } = useTeam();
  const [kept, setKept] = useState<readonly KeptGivenUp[]>([]);
  useEffect(() => {
    const { local } = database.collections;
    let current = true;
    const read = () =>
      drop(
        givenUpIn(local).then((found) => {
          if (current) setKept(found);
        }),
      );
    read();
    const subscription = local.eventBulks$.subscribe((bulk) => {
      if (bulk.events.some(({ documentId }) => documentId.startsWith('givenUp:'))) read();
    });
    return () => {
      current = false;
      subscription.unsubscribe();
    };
  }, [database]);
  return kept;
}
