import type { LocalCollection } from '../database';
import type { FileProblem } from './outcomes';

/** Where a file's content is, as far as this machine knows. A file without a place is not here. */
export type FilePlace =
  /** Here, and not known to be on the server. */
  | { state: 'waiting' }
  /** Here and on the server. */
  | { state: 'onServer' }
  /** Here; the server did not take it. */
  | { state: 'refused'; problem: FileProblem }
  /** Not here: what the server has is not what was added. */
  | { state: 'mismatch' }
  /** The server says that it is erased. What is here goes when its event says so, too. */
  | { state: 'erasedThere' }
  /** Erased and not here any more; this machine has yet to erase it on the server. */
  | { state: 'erasing' }
  /** Erased, and never to be sent, fetched or shown again. */
  | { state: 'erased' };

/** Whether a content in this place is never shown any more. */
export function isErasedState(state: FilePlace['state'] | undefined): boolean {
  return state === 'erasedThere' || state === 'erasing' || state === 'erased';
}

/** A value that changes, as React reads it. */
export interface LiveValue<T> {
  /** The same object until something changes. */
  getSnapshot(): T;
  subscribe(listener: () => void): () => void;
}

/** The places of all files, stored on this machine and shared by its windows. */
export interface FilePlaces extends LiveValue<ReadonlyMap<string, FilePlace>> {
  /** Resolves when what is stored has been read. */
  ready: Promise<void>;
  set(fileId: string, place: FilePlace): Promise<void>;
  /** All of them in one write: thousands come back from a backup at once. */
  setAll(fileIds: readonly string[], place: FilePlace): Promise<void>;
  forget(fileId: string): Promise<void>;
  /** Whether contents are fetched before anybody opens them. A setting of this machine. */
  ahead: LiveValue<boolean>;
  setAhead(ahead: boolean): Promise<void>;
  close(): void;
}

const PREFIX = 'file:';
/** Just above every id with the prefix. */
const END = 'file;';
const AHEAD_ID = 'files:ahead';

export function createFilePlaces(local: LocalCollection): FilePlaces {
  const places = createLiveValue<ReadonlyMap<string, FilePlace>>(new Map());
  const ahead = createLiveValue(false);
  let isRead = () => undefined as void;
  const ready = new Promise<void>((resolve) => {
    isRead = resolve;
  });
  const subscriptions = [
    local.find({ selector: { id: { $gt: PREFIX, $lt: END } } }).$.subscribe((rows) => {
      places.set(new Map(rows.map((row) => [row.id.slice(PREFIX.length), row.value as FilePlace])));
      isRead();
    }),
    local.findOne(AHEAD_ID).$.subscribe((row) => ahead.set(row?.value === true)),
  ];
  async function store(ids: readonly string[], value: unknown): Promise<void> {
    const { error } = await local.bulkUpsert(ids.map((id) => ({ id, value })));
    if (error[0]) throw new Error(`${error[0].documentId} not stored: ${error[0].status}`);
  }
  async function setAll(fileIds: readonly string[], place: FilePlace): Promise<void> {
    if (fileIds.length === 0) return;
    await store(
      fileIds.map((fileId) => PREFIX + fileId),
      place,
    );
    // At once, and not when the query has answered: whoever asks next must not do the same again.
    const next = new Map(places.getSnapshot());
    for (const fileId of fileIds) next.set(fileId, place);
    places.set(next);
  }
  return {
    ready,
    getSnapshot: places.getSnapshot,
    subscribe: places.subscribe,
    set: (fileId, place) => setAll([fileId], place),
    setAll,
    async forget(fileId) {
      const row = await local.findOne(`${PREFIX}${fileId}`).exec();
      await row?.incrementalRemove();
    },
    ahead: { getSnapshot: ahead.getSnapshot, subscribe: ahead.subscribe },
    async setAhead(value) {
      await store([AHEAD_ID], value);
      ahead.set(value);
    },
    close() {
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

export interface OwnValue<T> extends LiveValue<T> {
  set(value: T): void;
}

export function createLiveValue<T>(first: T): OwnValue<T> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    getSnapshot: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      if (next === value) return;
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
