import { ulid } from 'ulid';
import type { SyncPhase } from '@shared/couchdb-sync/types';
import { MAX_FILE_BYTES } from '@shared/domain/files/file';
import { addFile } from '@shared/domain/files/file-commands';
import type { RecordFile } from '@shared/domain/files/record-files';
import { drop } from '@shared/lib/drop';
import type { RunCommand } from '../command-runner';
import type { SyncController } from '../sync-controller';
import type { SyncEnvironment } from '../sync-environment';
import type { FileEvents } from './file-events';
import { leadFiles } from './leader';
import type { FetchOutcome, Transfer } from './outcomes';
import type { FilePlaces, LiveValue } from './places';
import { createLiveValue, isErasedState } from './places';
import type { FileWorker } from './worker-client';

/** What a file is added to: a ticket, a call, a run, or a step of one. */
export interface FileTarget {
  about: string;
  stepId?: string;
}

export type AddOutcome =
  | { kind: 'added'; fileId: string }
  | { kind: 'tooLarge' }
  /** The same content is here already, under this name. */
  | { kind: 'duplicate'; name: string }
  /** A folder, or a file that is gone by now. */
  | { kind: 'unreadable' }
  /** This machine has no room for it. */
  | { kind: 'full' };

export type ReadOutcome =
  { kind: 'content'; content: Blob } | Exclude<FetchOutcome, { kind: 'here' }> | { kind: 'failed' };

/** The files of a team on this machine: adding, reading, and the way to the server, which goes by itself. */
export interface TeamFiles {
  places: FilePlaces;
  /** What is on the line, by file. */
  transfers: LiveValue<ReadonlyMap<string, Transfer>>;
  /**
   * Adds a file. When it resolves with `added`, content and event are durable on this machine; nothing waits for
   * the network. Rejects with a `CommandError` where the person may not write.
   * @param name cleaned and not empty
   */
  add(target: FileTarget, content: Blob, name: string): Promise<AddOutcome>;
  /** The content, fetched first where it is not here; only ever the one that was added. */
  read(file: RecordFile): Promise<ReadOutcome>;
  /** Sends a refused file once more. */
  retry(fileId: string): Promise<void>;
  close(): Promise<void>;
}

export interface TeamFilesParts {
  /** `luuri-<team>` */
  team: string;
  user: string;
  /** Whether this person may erase. */
  erases: boolean;
  places: FilePlaces;
  events: FileEvents;
  run: RunCommand;
  sync: Pick<SyncController, 'getSnapshot' | 'subscribe' | 'leads'>;
  env: Pick<SyncEnvironment, 'openChannel' | 'now' | 'timers'>;
  startWorker(onTransfer: (transfer: TransferNews) => void): FileWorker;
  /** Whether the disk has room for what nobody has asked for. */
  hasRoom(): boolean;
}

export type TransferNews = Transfer | { fileId: string; ended: true };
type Message = { kind: 'transfer'; news: TransferNews } | { kind: 'newLeader' };

/** In these the server has shown that it is the team's own. Files wait for a first sync: people wait for its records. */
const CONNECTED: ReadonlySet<SyncPhase> = new Set<SyncPhase>(['catchingUp', 'live']);

export function createTeamFiles(parts: TeamFilesParts): TeamFiles {
  const { team, user, erases, places, events, run, sync, env, hasRoom } = parts;
  const transfers = createLiveValue<ReadonlyMap<string, Transfer>>(new Map());
  const channel = env.openChannel(`luuri-files:${team}`);
  const ending = new AbortController();
  let started: FileWorker | null = null;

  function show(news: TransferNews): void {
    const next = new Map(transfers.getSnapshot());
    if ('ended' in news) next.delete(news.fileId);
    else next.set(news.fileId, news);
    transfers.set(next);
  }

  /** Started by the first who needs it: a window that shows no files has no worker. */
  function worker(): FileWorker {
    if (!started || started.isDead()) {
      started = parts.startWorker((news) => {
        show(news);
        channel.post({ kind: 'transfer', news } satisfies Message);
      });
    }
    return started;
  }

  /** What the window that led before had on the line has ended with it. */
  function endUploads(): void {
    const left = [...transfers.getSnapshot()].filter(([, { direction }]) => direction === 'down');
    if (left.length < transfers.getSnapshot().size) transfers.set(new Map(left));
  }

  channel.listen((data) => {
    const message = data as Message;
    if (message.kind === 'transfer') show(message.news);
    else endUploads();
  });

  const done = leadFiles({
    ...{ user, erases, places, events, worker, signal: ending.signal },
    ...{ timers: env.timers, now: env.now, random: Math.random, hasRoom },
    connection: {
      // The window that syncs is the one that replicates files: one lock for both.
      leads: sync.leads,
      isUp: () => sync.leads() && CONNECTED.has(sync.getSnapshot().phase),
      subscribe: sync.subscribe,
    },
    onUp() {
      endUploads();
      channel.post({ kind: 'newLeader' } satisfies Message);
    },
  });
  drop(done);

  function isErased(fileId: string): boolean {
    return isErasedState(places.getSnapshot().get(fileId)?.state);
  }

  async function fetchHere(file: RecordFile): Promise<FetchOutcome> {
    const { fileId, addedBy, size, sha256 } = file;
    if (isErased(fileId)) return { kind: 'erased' };
    const outcome = await worker().fetch({ fileId, addedBy, size, sha256 });
    if (isErased(fileId)) {
      // While it was on its way; nothing of it stays here.
      await worker().forget(await events.erasedById([fileId]));
      return { kind: 'erased' };
    }
    if (outcome.kind === 'here') {
      const place = places.getSnapshot().get(fileId)?.state;
      if (place !== 'waiting' && place !== 'refused') await places.set(fileId, { state: 'onServer' });
    } else if (outcome.kind === 'mismatch') await places.set(fileId, { state: 'mismatch' });
    else if (outcome.kind === 'erased') await places.set(fileId, { state: 'erasedThere' });
    return outcome;
  }

  return {
    places,
    transfers,
    async add({ about, stepId }, content, name) {
      if (content.size > MAX_FILE_BYTES) return { kind: 'tooLarge' };
      let sha256: string;
      try {
        sha256 = await worker().digest(content);
      } catch {
        return { kind: 'unreadable' };
      }
      const same = (await events.filesOf(about)).find(
        (file) => !file.removed && file.sha256 === sha256 && file.stepId === stepId,
      );
      if (same) return { kind: 'duplicate', name: same.name };
      const fileId = ulid(env.now());
      try {
        await worker().keep(fileId, content, { user, now: new Date(env.now()).toISOString() });
      } catch (error) {
        console.error(error);
        return { kind: 'full' };
      }
      const facts = { fileId, name, size: content.size, mediaType: content.type.slice(0, 200), sha256 };
      // Before the event, so that a file is never shown without its place; nothing is sent before the event is there.
      await places.set(fileId, { state: 'waiting' });
      try {
        await run(addFile, { about, ...facts, ...(stepId === undefined ? {} : { stepId }) });
      } catch (error) {
        await places.forget(fileId);
        throw error;
      }
      return { kind: 'added', fileId };
    },
    async read(file) {
      try {
        const outcome = await fetchHere(file);
        if (outcome.kind !== 'here') return outcome;
        const content = await worker().read(file.fileId);
        if (!content) return { kind: 'failed' };
        // Checked at each opening: what lies on a disk can change too.
        const isSame = content.size === file.size && (await worker().digest(content)) === file.sha256;
        return isSame ? { kind: 'content', content } : { kind: 'mismatch' };
      } catch (error) {
        console.error(error);
        return { kind: 'failed' };
      }
    },
    retry: (fileId) => places.set(fileId, { state: 'waiting' }),
    async close() {
      ending.abort();
      started?.end();
      await done;
      places.close();
      channel.close();
    },
  };
}
