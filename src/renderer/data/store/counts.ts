import { families } from '../record-families';
import { storedDatabases } from '../database';
import { answerOf, openExisting } from './raw-database';
import { changeStamp, readStamp } from './stamp';

/**
 * Rows that vanish without a trace would be missing for ever: the sync reads what has changed, and nothing has. Records
 * are never removed here, but for what a person gives up, so their number only grows. It is kept in the stamp, and
 * fewer than that at a start means that everything has to be compared with the server.
 */
export async function countRecords(team: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of storedDatabases(team)) {
    const collection = name.slice(name.lastIndexOf('--') + 2);
    if (!isFamily(collection)) continue;
    const database = await openExisting(name);
    try {
      counts[collection] = database
        ? await answerOf(database.transaction('docs').objectStore('docs').count())
        : 0;
    } finally {
      database?.close();
    }
  }
  return counts;
}

/** Whether everything has to be compared with the server: fewer records are here than there were. */
export async function lacksRecords(team: string): Promise<boolean> {
  const stamp = await readStamp(team);
  if (stamp?.compare) return true;
  if (!stamp?.counts) return false;
  const now = await countRecords(team);
  const isFewer = Object.entries(stamp.counts).some(([collection, count]) => (now[collection] ?? 0) < count);
  if (isFewer) await changeStamp(team, (stored) => stored && { ...stored, compare: true });
  return isFewer;
}

/** Everything has been compared with the server, or counted while it was known to be whole. */
export async function keepCounts(team: string): Promise<void> {
  const counts = await countRecords(team);
  await changeStamp(team, (stored) => {
    if (!stored) return null;
    const { compare: _done, ...rest } = stored;
    return { ...rest, counts };
  });
}

function isFamily(name: string): boolean {
  return (families as readonly string[]).includes(name);
}
