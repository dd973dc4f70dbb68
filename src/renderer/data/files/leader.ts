import { drop } from '@shared/lib/drop';
import { erasingContents } from './erasing';
import type { FileEvents } from './file-events';
import type { FileQueue, QueueVerdict } from './file-queue';
import { createFileQueue } from './file-queue';
import type { FetchOutcome, SendOutcome } from './outcomes';
import type { FilePlaces } from './places';
import type { FileWorker } from './worker-client';

export interface LeaderParts {
  user: string;
  places: FilePlaces;
  events: FileEvents;
  worker(): FileWorker;
  /** Whether this person may erase. */
  erases: boolean;
  connection: { isUp(): boolean; leads(): boolean; subscribe(listener: () => void): () => void };
  /** Called when this window begins to replicate. */
  onUp(): void;
  timers: { after(ms: number, callback: () => void): () => void };
  now(): number;
  random(): number;
  /** Whether the disk has room for what nobody has asked for. */
  hasRoom(): boolean;
  /** Ends it. */
  signal: AbortSignal;
}

/** The server is asked this often which files it has, milliseconds. */
const LOOK_AGAIN = 60 * 60_000;

/**
 * The work of the one window that replicates files: sends what waits, fetches ahead where that is wished, and makes
 * sure that what counts as sent is there. Resolves after `signal`.
 */
export async function leadFiles(parts: LeaderParts): Promise<void> {
  const { places, connection, signal } = parts;
  await places.ready;
  const sender = createFileQueue({ ...parts, isUp: connection.isUp, ...sending(parts) });
  const ahead = fetchingAhead(parts);
  const fetcher = createFileQueue({ ...parts, isUp: connection.isUp, ...ahead });

  const erasing = erasingContents({ ...parts, leads: connection.leads, verdictOf });
  const eraser = createFileQueue({ ...parts, isUp: connection.isUp, ...erasing });

  let led = false;
  let wasUp = false;
  let checkedAt = -Infinity;
  const look = () => {
    const leads = connection.leads();
    if (leads && !led) drop(erasing.clearAll());
    led = leads;
    const isUp = connection.isUp();
    const returned = isUp && !wasUp;
    wasUp = isUp;
    if (!returned) return;
    parts.onUp();
    sender.hurry();
    fetcher.hurry();
    eraser.hurry();
    if (parts.now() - checkedAt < LOOK_AGAIN) return;
    checkedAt = parts.now();
    drop(checkSent(parts, sender));
    drop(erasing.checkErased());
    drop(ahead.lookForAll().then(() => fetcher.wake()));
  };
  const stops = [
    connection.subscribe(look),
    places.subscribe(() => {
      sender.wake();
      eraser.wake();
    }),
    places.ahead.subscribe(() => drop(ahead.lookForAll().then(() => fetcher.wake()))),
    parts.events.onAdded((file) => {
      sender.wake(file.fileId);
      if (ahead.want(file.fileId)) fetcher.wake();
    }),
    parts.events.onErased((files) => drop(erasing.clear(files))),
  ];
  look();
  await aborted(signal);
  for (const stop of stops) stop();
  await Promise.all([sender.stop(), fetcher.stop(), eraser.stop()]);
}

function sending({ places, events, worker }: LeaderParts): {
  wanted(): string[];
  work(id: string): Promise<QueueVerdict>;
} {
  return {
    wanted: () =>
      [...places.getSnapshot()].flatMap(([id, { state }]) => (state === 'waiting' ? [id] : [])).sort(),
    async work(fileId) {
      // A crash in the middle of adding leaves a content that no record tells of: it stays here.
      if ((await events.byId([fileId])).length === 0) return 'later';
      const outcome = await worker().send(fileId);
      // It may have been erased meanwhile: that stays.
      if (places.getSnapshot().get(fileId)?.state !== 'waiting') return 'settled';
      if (outcome.kind === 'erased') await places.set(fileId, { state: 'erasedThere' });
      if (outcome.kind === 'sent') await places.set(fileId, { state: 'onServer' });
      if (outcome.kind === 'refused') {
        await places.set(fileId, { state: 'refused', problem: outcome.problem });
      }
      return verdictOf(outcome);
    },
  };
}

/**
 * Before anything is called sent for another hour: what a crash left without a place is sent after all, and what the
 * server has lost (an older copy was restored) is sent again by the person who added it.
 */
async function checkSent({ user, places, events, worker }: LeaderParts, sender: FileQueue): Promise<void> {
  const held = await worker().held();
  const known = places.getSnapshot();
  const unplaced = held.filter((id) => !known.has(id) || known.get(id)?.state === 'mismatch');
  await places.setAll(idsOf(await events.byId(unplaced)), { state: 'waiting' });
  const settled = held.filter((id) => known.get(id)?.state === 'onServer');
  const there = settled.length === 0 ? [] : await worker().onServer(settled);
  if (!there) return;
  const missing = new Set(settled);
  for (const id of there) missing.delete(id);
  const mine = (await events.byId([...missing])).filter(({ addedBy }) => addedBy === user);
  await places.setAll(idsOf(mine), { state: 'waiting' });
  sender.wake();
}

const idsOf = (files: readonly { fileId: string }[]) => files.map(({ fileId }) => fileId);

/** What is to be fetched although nobody has opened it yet. */
function fetchingAhead({ places, events, worker, connection, hasRoom }: LeaderParts) {
  const wishes = new Set<string>();
  const want = (fileId: string): boolean => {
    if (!places.ahead.getSnapshot() || places.getSnapshot().has(fileId)) return false;
    wishes.add(fileId);
    return true;
  };
  return {
    want,
    wanted: () => (places.ahead.getSnapshot() && hasRoom() ? [...wishes] : []),
    async work(fileId: string): Promise<QueueVerdict> {
      // First, because it may be wished for anew while this goes on: its event can come later than its content.
      wishes.delete(fileId);
      const [facts] = places.getSnapshot().has(fileId) ? [] : await events.byId([fileId]);
      const outcome: FetchOutcome = facts ? await worker().fetch(facts) : { kind: 'here' };
      if (places.getSnapshot().has(fileId)) return 'settled';
      if (outcome.kind === 'erased') await places.set(fileId, { state: 'erasedThere' });
      if (facts && outcome.kind === 'here') await places.set(fileId, { state: 'onServer' });
      if (outcome.kind === 'mismatch') await places.set(fileId, { state: 'mismatch' });
      const verdict = verdictOf(outcome);
      if (verdict !== 'settled') wishes.add(fileId);
      return verdict;
    },
    /** Asks the server for all it has. */
    async lookForAll(): Promise<void> {
      if (!places.ahead.getSnapshot() || !connection.isUp()) return;
      for (const fileId of (await worker().listServer()) ?? []) want(fileId);
    },
  };
}

function verdictOf({ kind }: SendOutcome | FetchOutcome): QueueVerdict {
  if (kind === 'offline' || kind === 'signedOut') return 'lineIsDown';
  return kind === 'busy' || kind === 'notYet' || kind === 'full' ? 'later' : 'settled';
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
