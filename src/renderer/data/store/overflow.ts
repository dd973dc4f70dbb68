import type {
  BulkWriteRow,
  EventBulk,
  PreparedQuery,
  RxDocumentData,
  RxStorage,
  RxStorageChangeEvent,
  RxStorageInstance,
} from 'rxdb';
import { categorizeBulkWriteRows, getQueryMatcher, getSortComparator } from 'rxdb';
import { Subject, mergeWith } from 'rxjs';
import { isDiskFullError } from './disk-full-error';

/**
 * What was on its way when the disk got full is not lost, and reading goes on: what the database cannot take is held
 * in memory in front of it, if the journal has it. New commands are refused (`command-runner.ts`). From the first such
 * row on everything is held, also what the sync reads and where it stands: what lies in the database is then what lay
 * there at one moment, and a start sees no position without its rows. The memory ends with the page; the next one puts
 * back what the journal has. Nothing is written to a full disk either because Chromium closes all databases when such
 * a write fails, and has removed them when they were opened again.
 */
export interface Overflow {
  /** The storage with this in front of it. */
  over(storage: RxStorage<unknown, unknown>): RxStorage<unknown, unknown>;
  isOn(): boolean;
  /** Nothing is written to the database from now on. */
  begin(): void;
  /**
   * From now on rows are held only when this resolves: when all that people wrote is on the disk. Before it is given,
   * nothing is written that does not lie there already.
   */
  heldOnlyAfter(onDisk: () => Promise<void>): void;
}

interface State {
  isOn(): boolean;
  begin(): void;
  onDisk(): Promise<void>;
}

type Instance<T> = RxStorageInstance<T, unknown, unknown>;
type Bulk<T> = EventBulk<RxStorageChangeEvent<RxDocumentData<T>>, unknown>;

/** @param begun called once, when it begins */
export function createOverflow(begun: () => void): Overflow {
  let isOn = false;
  let onDisk = () => Promise.resolve();
  const state: State = {
    isOn: () => isOn,
    begin() {
      if (isOn) return;
      isOn = true;
      begun();
    },
    onDisk: () => onDisk(),
  };
  return {
    isOn: state.isOn,
    begin: state.begin,
    heldOnlyAfter: (given) => void (onDisk = given),
    over: (storage) => ({
      name: storage.name,
      rxdbVersion: storage.rxdbVersion,
      createStorageInstance: async (params) =>
        overflowing(await storage.createStorageInstance(params), state),
    }),
  };
}

function overflowing<T>(instance: Instance<T>, overflow: State): Instance<T> {
  const base = {
    bulkWrite: instance.bulkWrite.bind(instance),
    query: instance.query.bind(instance),
    count: instance.count.bind(instance),
    findDocumentsById: instance.findDocumentsById.bind(instance),
    changeStream: instance.changeStream.bind(instance),
  };
  const primary = instance.schema.primaryKey as string;
  const idOf = (row: RxDocumentData<T>) => String((row as Record<string, unknown>)[primary]);
  const held = new Map<string, RxDocumentData<T>>();
  const changes$ = new Subject<Bulk<T>>();
  /** A write looks at what is there and then changes it: one after the other. */
  let last: Promise<unknown> = Promise.resolve();

  async function find(ids: string[], withDeleted: boolean): Promise<RxDocumentData<T>[]> {
    const others = ids.filter((id) => !held.has(id));
    const ours = ids.flatMap((id) => held.get(id) ?? []).filter((row) => withDeleted || !row._deleted);
    return others.length > 0 ? [...ours, ...(await base.findDocumentsById(others, withDeleted))] : ours;
  }

  async function hold(rows: BulkWriteRow<T>[], context: string) {
    const ids = rows.map(({ document }) => idOf(document as RxDocumentData<T>));
    const here = await find(ids, true).catch((error: unknown) => {
      // A database that is closed has what those who write have seen of it, and gets nothing newer.
      console.error(error);
      return rows.flatMap(({ document, previous }) => {
        const ours = held.get(idOf(document as RxDocumentData<T>));
        return ours ?? previous ?? [];
      });
    });
    const { bulkInsertDocs, bulkUpdateDocs, errors, eventBulk, newestRow } = categorizeBulkWriteRows<T>(
      instance,
      primary as never,
      new Map(here.map((row) => [idOf(row), row])),
      rows,
      context,
    );
    for (const { document } of [...bulkInsertDocs, ...bulkUpdateDocs]) held.set(idOf(document), document);
    if (newestRow && eventBulk.events.length > 0) {
      const { document } = newestRow;
      changes$.next({ ...eventBulk, checkpoint: { id: idOf(document), lwt: document._meta.lwt } });
    }
    return { error: errors };
  }

  /** What lies in the database is looked through as far as needed to fill what held rows take out of the answer. */
  async function query(prepared: PreparedQuery<T>) {
    if (held.size === 0) return base.query(prepared);
    const { query: wanted } = prepared;
    const end = wanted.limit === undefined ? undefined : wanted.skip + wanted.limit;
    const limit = end === undefined ? {} : { limit: end + held.size };
    const { documents } = await base.query({ ...prepared, query: { ...wanted, skip: 0, ...limit } });
    const matches = getQueryMatcher(instance.schema, wanted);
    const found = documents.filter((row) => !held.has(idOf(row)));
    for (const row of held.values()) if (matches(row)) found.push(row);
    found.sort(getSortComparator(instance.schema, wanted));
    return { documents: found.slice(wanted.skip, end) };
  }

  return Object.assign(instance, {
    async bulkWrite(rows: BulkWriteRow<T>[], context: string) {
      if (!overflow.isOn()) {
        try {
          return await base.bulkWrite(rows, context);
        } catch (error) {
          if (!isDiskFullError(error)) throw error;
          console.error(error);
          overflow.begin();
        }
      }
      await overflow.onDisk();
      const result = last.then(() => hold(rows, context));
      last = result.catch(() => undefined);
      return result;
    },
    query,
    async count(prepared: PreparedQuery<T>) {
      if (held.size === 0) return base.count(prepared);
      return { count: (await query(prepared)).documents.length, mode: 'fast' as const };
    },
    findDocumentsById: find,
    changeStream: () => base.changeStream().pipe(mergeWith(changes$)),
  }) as Instance<T>;
}
