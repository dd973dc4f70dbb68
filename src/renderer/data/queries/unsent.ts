import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { typeOfId } from '@shared/domain/record/documents';
import { drop } from '@shared/lib/drop';
import { useSyncStatus } from './sync-status';
import { useTeam } from './team-context';

/** How many records of each type wait to be sent or were refused; types with none are left out. */
export function useUnsentByType(): ReadonlyMap<string, number> {
  const { tables, database } = useTeam();
  const status = useSyncStatus();
  const [events, setEvents] = useState(0);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = Object.values(tables).map((table) => table.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
    [tables],
  );
  // A sum of numbers that only grow is another one whenever one of them is.
  const version = useCallback(
    () => Object.values(tables).reduce((sum, table) => sum + table.version(), 0),
    [tables],
  );
  useSyncExternalStore(subscribe, version);
  useEffect(() => {
    let current = true;
    const query = database.collections.events.count({ selector: { dirty: 1 } });
    drop(
      query.exec().then((count) => {
        if (current) setEvents(count);
      }),
    );
    return () => {
      current = false;
    };
  }, [database, status]);
  const counts = new Map<string, number>();
  for (const table of Object.values(tables)) {
    for (const row of table.rows()) {
      if (row.dirty !== 1) continue;
      const type = typeOfId(row.id);
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
  }
  if (events > 0) counts.set('event', events);
  return counts;
}
