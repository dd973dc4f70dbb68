import { platform } from '@renderer/platform/platform';
import { merge } from '@shared/domain/record/merge';
import { isTeamDocument } from '@shared/domain/validation/shape';
import type { JournalDisk } from '@shared/journal/disk';
import { windowOfFile } from '@shared/journal/disk';
import type { Journal } from '@shared/journal/journal';
import { roomiestOf } from '@shared/journal/go-on';
import type { JournalStart } from '@shared/journal/journal';
import { createJournal } from '@shared/journal/journal';
import type { JournalContent } from '@shared/journal/read-journal';
import { readJournals } from '@shared/journal/read-journal';
import type { RecordRow, TeamDatabase } from '../database';
import { families } from '../record-families';
import { browserEnvironment } from '../sync-environment';
import type { Replayed } from './replay';
import { replayJournals } from './replay';
import type { LivingWindow } from './window-name';
import { nameWindow, standInFor } from './window-name';

/** This window's journal, and what the journals of windows before it have given back. */
export interface TeamJournal extends Journal {
  replayed: Replayed;
  /** Whether the journals of windows before were read, taken over and removed, all of them. */
  hasTakenOver: boolean;
  /** Whether the disk refuses it now. */
  isFailing(): boolean;
  subscribe(listener: () => void): () => void;
}

/**
 * Opens the journal of this window and puts back what the database has lost. Null where the page can have no journal; a
 * journal that fails stops nobody from working.
 */
export async function openTeamJournal(team: string, database: TeamDatabase): Promise<TeamJournal | null> {
  const window = await nameWindow(team).catch(() => null);
  const disk = window ? platform.journal(team) : null;
  if (!window || !disk) {
    window?.end();
    return null;
  }
  return open(disk, window, team, database);
}

async function open(
  disk: JournalDisk,
  named: LivingWindow,
  team: string,
  database: TeamDatabase,
): Promise<TeamJournal> {
  const listeners = new Set<() => void>();
  let isFailing = false;
  const journalOf = ({ name }: LivingWindow, start?: JournalStart) =>
    createJournal({
      ...{ disk, merge, window: name, now: Date.now, timers: browserEnvironment().timers },
      ...(start ? { start } : {}),
      onTrouble(error) {
        if (error) console.error(error);
        isFailing = error !== null;
        for (const listener of listeners) listener();
      },
    });
  const failed = (error: unknown) => {
    // The files stay: the next start tries again.
    console.error(error);
    isFailing = true;
    hasTakenOver = false;
  };
  let hasTakenOver = true;
  const dead = await readDead(disk, named).catch(failed);
  let window = named;
  let journal = journalOf(window);
  const reserved = journal.reserve();
  if (dead && dead.length > 0 && !(await reserved)) {
    const other = await goOnWith(disk, dead, team, window).catch(failed);
    if (other) {
      await disk.remove([journal.fileName()]).catch(failed);
      window = other.window;
      journal = journalOf(window, other.start);
    }
  }
  const stopListening = follow(database, journal);
  const replayed = (await replayDead(disk, dead ?? [], database, journal).catch(failed)) ?? NOTHING;
  return {
    ...journal,
    replayed,
    hasTakenOver,
    isFailing: () => isFailing,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stopListening();
      await journal.close();
      window.end();
    },
  };
}

const NOTHING: Replayed = { changes: 0, drafts: 0, damaged: [] };

async function readDead(disk: JournalDisk, { name: own, alive }: LivingWindow): Promise<JournalContent[]> {
  const dead = (await disk.list()).filter((name) => !alive.has(windowOfFile(name) ?? own));
  const files: JournalContent[] = [];
  for (const name of dead) files.push({ name, bytes: await disk.read(name) });
  return files;
}

/** Where the disk has no room for a file of this window: one of before, as that window. */
async function goOnWith(
  disk: JournalDisk,
  dead: readonly JournalContent[],
  team: string,
  window: LivingWindow,
): Promise<{ window: LivingWindow; start: JournalStart } | null> {
  const roomy = roomiestOf(dead, { merge, isTeamDocument });
  const other = roomy && (await standInFor(team, roomy.window, window));
  if (!roomy || !other) return null;
  const { name, start, torn } = roomy;
  // Half an entry behind the next one would look like a damaged one.
  if (torn) await disk.write(name, start.length, new Uint8Array(start.allotted - start.length));
  return { window: other, start };
}

async function replayDead(
  disk: JournalDisk,
  dead: readonly JournalContent[],
  database: TeamDatabase,
  journal: Journal,
): Promise<Replayed> {
  if (dead.length === 0) return NOTHING;
  const replayed = await replayJournals(database, readJournals(dead, { merge, isTeamDocument }), journal);
  // Only what this window has taken over may go.
  await journal.flush();
  await disk.remove(dead.map(({ name }) => name).filter((name) => name !== journal.fileName()));
  return replayed;
}

/** What the database hears, also from other windows, of what the server has. */
function follow(database: TeamDatabase, journal: Journal): () => void {
  const subscriptions = families.map((family) =>
    database.collections[family].eventBulks$.subscribe(({ events }) => {
      for (const event of events) {
        const { id, doc, dirty } = event.documentData as unknown as RecordRow;
        const before = event.previousDocumentData as unknown as RecordRow | undefined;
        if (dirty === 1 && event.operation !== 'DELETE') continue;
        if (event.operation !== 'DELETE') journal.acknowledged(doc);
        // Nothing else makes a refused record clean without its content being on the server.
        if (before?.refusal) journal.givenUp(id);
      }
    }),
  );
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}
