import { deleteDatabase, endOf, openWithStore } from './raw-database';
import { freeBytes, SCARCE } from './space';

const NAME = 'luuri-filler';
const STORE = 'filler';
/** Values of 64 KiB and more get files of their own. */
const PIECE = 48 * 1024;
/** LevelDB begins a new log when one has grown to 4 MiB. */
const LOG_BYTES = 4 * 1024 * 1024;

/**
 * Makes the browser leave the log of its database for a new one, by writing more than a log takes and removing that.
 *
 * Chromium keeps IndexedDB in LevelDB, which at a start goes on in the log of before. Where the process was killed in
 * the middle of a write, that log ends in half a record, whatever is written behind it cannot be read, and the start
 * after this one removes all that the origin has (google/leveldb#1287). Killed in a first sync, that happened once in
 * 60 times. So the log is left at each start. What cannot be done on a disk with little room is left for another start.
 * To be called only where the disk is known to take so much: a write that finds it full ends all databases.
 */
export async function beginNewLog(): Promise<void> {
  try {
    const free = await freeBytes();
    if (free !== null && free < SCARCE) return;
    const database = await openWithStore(NAME, STORE);
    try {
      const transaction = database.transaction(STORE, 'readwrite', { durability: 'relaxed' });
      const filler = new Uint8Array(PIECE);
      for (let piece = 0; piece * PIECE <= LOG_BYTES; piece += 1) {
        transaction.objectStore(STORE).put(filler, piece);
      }
      await endOf(transaction);
    } finally {
      database.close();
    }
    await deleteDatabase(NAME);
  } catch (error) {
    console.error(error);
  }
}
