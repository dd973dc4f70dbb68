import { useEffect, useState } from 'react';
import type { EventDocument } from '@shared/domain/record/documents';
import { watchEventsAbout } from '../events-about';
import { useTeam } from './team-context';

/** The events about a record, oldest first, live; null until they have been read. */
export function useTimeline(id: string): readonly EventDocument[] | null {
  const { database } = useTeam();
  const [timeline, setTimeline] = useState<{ id: string; events: readonly EventDocument[] } | null>(null);
  useEffect(() => {
    return watchEventsAbout(database.collections.events, id, (events) => setTimeline({ id, events }));
  }, [database, id]);
  return timeline?.id === id ? timeline.events : null;
}
