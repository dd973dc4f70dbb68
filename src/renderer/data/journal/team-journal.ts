import { platform } from '@renderer/platform/platform';
import { merge } from '@shared/domain/record/merge';
import { isTeamDocument } from '@shared/domain/validation/shape';
import type { JournalDisk } from '@shared/journal/disk';
import { windowOfFile } from '@shared/journal/disk';
import type { Journal } from '@shared/journal/journal';
import { createJournal } from '@shared/journal/journal';
import { readJournals } from '@shared/journal/read-journal';
import type { RecordRow, TeamDatabase } from '../database';
import { families } from '../record-families';
import { browserEnvironment } from '../sync-environment';
import type { Replayed } from './replay';
import { replayJournals } from './replay';
import type { LivingWindow } from './window-name';
import { nameWindow } from './window-name';

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
  return open(disk, window, database);
}

async function open(disk: JournalDisk, window: LivingWindow, database: TeamDatabase): Promise<TeamJournal> {
  const listeners = new Set<() => void>();
  let isFailing = false;
  const journal = createJournal({
    ...{ disk, merge, window: window.name, now: Date.now, timers: browserEnvironment().timers },
    onTrouble(error) {
      if (error) console.error(error);
      isFailing = error !== null;
      for (const listener of listeners) listener();
    },
  });
  const stopListening = follow(database, journal);
  let hasTakenOver = true;
  const replayed = await replayDead(disk, window, database, journal).catch((error: unknown) => {
    // The files stay: the next start tries again.
    console.error(error);
    isFailing = true;
    hasTakenOver = false;
    return { changes: 0, drafts: 0, damaged: [] };
  });
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

async function replayDead(
  disk: JournalDisk,
  window: LivingWindow,
  database: TeamDatabase,
  journal: Journal,
): Promise<Replayed> {
  const dead = (await disk.list()).filter((name) => !window.alive.has(windowOfFile(name) ?? window.name));
  if (dead.length === 0) return { changes: 0, drafts: 0, damaged: [] };
  const files = [];
  for (const name of dead) files.push({ name, bytes: await disk.read(name) });
  const replayed = await replayJournals(database, readJournals(files, { merge, isTeamDocument }), journal);
  // Only what this window has taken over may go.
  await journal.flush();
  await disk.remove(dead);
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
