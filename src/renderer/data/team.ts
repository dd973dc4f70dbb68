import { createMergeNotes } from '@shared/domain/record/merge-notes';
import { isErased } from '@shared/domain/record/erased';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import type { ConflictIndex } from './conflict-index';
import { createConflictIndex } from './conflict-index';
import type { RunCommand } from './command-runner';
import { createCommandRunner } from './command-runner';
import type { TeamDatabase } from './database';
import type { Drafts } from './drafts';
import { createDrafts } from './drafts';
import type { LiveTable } from './live-table';
import { createFileEvents } from './files/file-events';
import { noRoomWorker } from './files/no-room-worker';
import { createFilePlaces } from './files/places';
import type { TeamFiles } from './files/team-files';
import { createTeamFiles } from './files/team-files';
import { startFileWorker } from './files/worker-client';
import { eraseLateTraces } from './late-traces';
import { createLiveTable } from './live-table';
import { keptStorage } from './journal/kept-storage';
import type { TeamJournal } from './journal/team-journal';
import { openTeamJournal } from './journal/team-journal';
import { keepCardInUse } from './own-card';
import { recoverInterruptedCommands } from './recover-events';
import type { Family } from './record-families';
import { onDisk } from './journal/on-disk';
import type { Overflow } from './store/overflow';
import { hasRoom, roomToGrow } from './store/space';
import type { SyncController } from './sync-controller';
import { startSync } from './sync-controller';
import { browserEnvironment } from './sync-environment';
import type { TeamSession } from './team-session';
import { highestNumber } from './ticket-numbers';
import type { UnsentEvents } from './unsent-events';
import { createUnsentEvents } from './unsent-events';

/** The families that are kept in memory whole; events are read per record. */
type TableName = Exclude<Family, 'events'>;

/** Everything an open window needs of its team's data. */
export interface Team {
  session: TeamSession;
  database: TeamDatabase;
  tables: Record<TableName, LiveTable>;
  run: RunCommand;
  drafts: Drafts;
  sync: SyncController;
  conflicts: ConflictIndex;
  unsentEvents: UnsentEvents;
  files: TeamFiles;
  /** Null where this page can have none. */
  journal: TeamJournal | null;
  /** The local storage, journalled: for what must be written in the same turn as a key. */
  items: ReturnType<typeof keptStorage>;
  close(): Promise<void>;
}

/**
 * Opens a team on its local database: puts back what it has lost, mends interrupted commands, and starts to sync. Never
 * waits for the network.
 */
export async function openTeam(
  session: TeamSession,
  database: TeamDatabase,
  overflow: Pick<Overflow, 'isOn' | 'heldOnlyAfter'>,
): Promise<Team> {
  const opening = openTeamJournal(session.database, database);
  const { tickets, calls, customers, checklists, settings } = database.collections;
  const settingsTable = createLiveTable(settings);
  const ticketTable = createLiveTable(tickets);
  // The queue is what people open with; the rest is read behind it.
  const customerTable = createLiveTable(customers, ticketTable.ready);
  const tables = {
    tickets: ticketTable,
    calls: createLiveTable(calls, customerTable.ready),
    customers: customerTable,
    checklists: createLiveTable(checklists, customerTable.ready),
    settings: settingsTable,
  };
  // The tables are read meanwhile, and hear of what is put back.
  const journal = await opening;
  overflow.heldOnlyAfter(() => onDisk(journal));
  await recoverInterruptedCommands(database);
  const items = keptStorage(localStorage, journal);
  const clock = createHybridClock(Date.now, session.devicePrefix + randomSuffix());
  const drafts = createDrafts(database.collections.local, journal);
  const { user, devicePrefix } = session;
  const notes =
    session.role === 'viewer' ? undefined : createMergeNotes({ author: user, device: devicePrefix });
  const environment = { ...browserEnvironment(), roomToGrow };
  const sync = startSync({ database, teamDatabaseName: session.database, notes, environment });
  const run = createCommandRunner({
    ...{ database, session, clock, journal, items, now: Date.now },
    highestNumber: () => highestNumber(devicePrefix, ticketTable),
    isDiskFull: overflow.isOn,
  });
  const files = createTeamFiles({
    team: session.database,
    user: session.user,
    places: createFilePlaces(database.collections.local),
    erases: session.role === 'lead',
    events: createFileEvents(database.collections.events, async () => {
      await customerTable.ready;
      return [...customerTable.rows()].filter(({ doc }) => isErased(doc)).map(({ id }) => id);
    }),
    ...{ run, sync, env: environment, hasRoom },
    startWorker: (onTransfer) =>
      overflow.isOn() ? noRoomWorker() : startFileWorker(session.database, onTransfer),
  });
  // Behind everything that a screen waits for.
  const unsentEvents = createUnsentEvents(database.collections.events);
  const conflicts = createConflictIndex({
    events: database.collections.events,
    after: Promise.all([tables.calls.ready, tables.checklists.ready]),
  });
  const { events } = database.collections;
  const late =
    session.role === 'lead'
      ? eraseLateTraces({ events, calls: tables.calls, customers: customerTable, run, sync })
      : null;
  if (session.role !== 'viewer') keepCardInUse(devicePrefix, settingsTable, run);
  await tables.settings.ready;
  return {
    session,
    database,
    tables,
    run,
    drafts,
    sync,
    conflicts,
    unsentEvents,
    files,
    journal,
    items,
    async close() {
      await drafts.flush();
      await files.close();
      await sync.stop();
      conflicts.close();
      late?.close();
      unsentEvents.close();
      for (const table of Object.values(tables)) table.close();
      await journal?.close();
      await database.close();
    },
  };
}

/** Tells windows of one device apart in stamps. */
function randomSuffix(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(2));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
