import { useEffect, useState } from 'react';
import type { EventDocument } from '@shared/domain/record/documents';
import { useTeam } from './team-context';

/** The events about a record, oldest first, live; null until they have been read. */
export function useTimeline(id: string): readonly EventDocument[] | null {
  const { database } = useTeam();
  const [timeline, setTimeline] = useState<{ id: string; events: readonly EventDocument[] } | null>(null);
  useEffect(() => {
    const query = database.collections.events.find({
      selector: { about: id },
      sort: [{ about: 'asc' }, { at: 'asc' }],
    });
    const subscription = query.$.subscribe((rows) => {
      setTimeline({ id, events: rows.map((row) => row.doc as EventDocument) });
    });
    return () => subscription.unsubscribe();
  }, [database, id]);
  return timeline?.id === id ? timeline.events : null;
}
