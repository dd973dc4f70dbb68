import leveldown from 'leveldown';
import type { LevelDown } from 'leveldown';

/** The open stores by their folders: PouchDB keeps its own for itself. */
const stores = new Map<string, { level: LevelDown; reading: Set<Promise<void>> }>();

const LOWEST = Buffer.from([0]);
const HIGHEST = Buffer.alloc(64, 0xff);

/**
 * LevelDB whose batches return only after an fsync. A client drops its own copy of unsent work once the hub has
 * acknowledged it, so an acknowledgement must survive a power cut.
 */
export function durableLevel(location: string): LevelDown {
  const level = leveldown(location);
  const reading = new Set<Promise<void>>();
  stores.set(location, { level, reading });
  const { _batch: batch, _iterator: iterator } = level;
  level._batch = (operations, options, callback) =>
    batch.call(level, operations, { ...options, sync: true }, callback);
  level._iterator = (options) => {
    const reader = iterator.call(level, options);
    const { _end: end } = reader;
    let ended = () => undefined as void;
    const isOver = new Promise<void>((resolve) => {
      ended = resolve;
    });
    reading.add(isOver);
    reader._end = (callback) =>
      end.call(reader, (error) => {
        reading.delete(isOver);
        ended();
        callback(error);
      });
    return reader;
  };
  return level;
}
durableLevel.destroy = leveldown.destroy;

/**
 * Writes the files of the store in `location` anew, without what was deleted or overwritten in it. LevelDB by itself keeps that
 * for as long as it likes. Reads and writes go on meanwhile.
 */
export async function rewriteFiles(location: string): Promise<void> {
  const store = stores.get(location);
  if (!store) throw new Error(`${location} is not open`);
  const { level, reading } = store;
  const compact = (from: Buffer, to: Buffer) =>
    new Promise<void>((resolve, reject) => {
      level.compactRange(from, to, (error) => (error ? reject(error) : resolve()));
    });
  const span = () =>
    new Promise<void>((resolve, reject) => {
      const ends = [LOWEST, HIGHEST].map((key) => ({ type: 'del', key }) as const);
      level.batch(ends, (error) => (error ? reject(error) : resolve()));
    });
  // Whoever reads holds on to what there was when the reading began: its values, and afterwards the files they are in.
  await Promise.all(reading);
  // What is in memory becomes a table with all that is deleted in it, and one that nothing overlaps is not rewritten. So
  // after it comes another, which spans the whole store.
  await compact(LOWEST, LOWEST);
  await span();
  await compact(LOWEST, HIGHEST);
  await Promise.all(reading);
  await compact(LOWEST, LOWEST);
}
