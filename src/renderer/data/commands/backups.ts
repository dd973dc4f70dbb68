import { backupName } from '@shared/backup/format';
import type { BackupHead, BackupScope } from '@shared/backup/format';
import type { BackupFolder, OpenedBackup } from '@shared/backup/folder';
import { restoreStep } from '@shared/backup/restore-step';
import type { TeamDocument } from '@shared/domain/record/documents';
import { platform } from '@renderer/platform/platform';
import { startDailyBackup } from '../backup/daily';
import type { Progress, RestoreReport, StoredPlace } from '../backup/messages';
import { runJob } from '../backup/run-job';
import { forgetOutdated, outdatedBackups } from '../erasure/outdated-backups';
import { families } from '../record-families';
import { isDiskFull } from '../queries/disk-space';
import { createReplicaStore } from '../replica-store';
import { browserEnvironment } from '../sync-environment';
import type { Team } from '../team';

export type { KeptBackup, OpenedBackup } from '@shared/backup/folder';
export { isDaily } from '../backup/daily';
export type { Progress, RestoreReport } from '../backup/messages';
export { BackupJobError } from '../backup/run-job';

export interface JobOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Names of the backups on this computer that may hold persons who have been erased since. */
export function outdatedOf({ session }: Pick<Team, 'session'>): Promise<readonly string[]> {
  return outdatedBackups(session.database);
}

/** Where the team's backups lie on this computer. */
export function folderOf({ session }: Pick<Team, 'session'>): BackupFolder {
  return platform.backups(session.database);
}

/**
 * Writes a backup of what is on this machine into the folder.
 * @param name as it is called there; a backup of that name is replaced
 */
export async function backUpTeam(
  team: Team,
  { name, scope, ...options }: JobOptions & { name: string; scope: BackupScope },
): Promise<BackupHead> {
  const { database, teamName, user } = team.session;
  const info = await platform.info();
  const draft = await folderOf(team).create(name);
  try {
    const head = await runJob<BackupHead>(
      {
        kind: 'write',
        place: placeOf(team),
        head: { database, teamName, createdBy: user, app: info.ok ? info.value.version : '' },
        scope,
      },
      { ...options, work: { take: (bytes) => draft.write(bytes) } },
    );
    await draft.close();
    return head;
  } catch (error) {
    await draft.abort();
    throw error;
  }
}

/** A name with the moment in it, for a backup that somebody asked for. */
export function nameNow({ session }: Team, scope: BackupScope): string {
  const name = backupName(session.database, new Date(), true);
  return scope === 'unsent' ? name.replace(/\.zip$/, '-unsent.zip') : name;
}

export interface RestoreWish extends JobOptions {
  dryRun: boolean;
  /** Leave out what the server would not take from this person. */
  onlySendable: boolean;
}

/** Compares a backup with this machine, and brings in what is new in it unless `dryRun`. */
export function restoreTeam(
  team: Team,
  source: OpenedBackup,
  { dryRun, onlySendable, ...options }: RestoreWish,
): Promise<RestoreReport> {
  const { database, user, role } = team.session;
  const store = createReplicaStore(team.database);
  return runJob<RestoreReport>(
    {
      kind: 'restore',
      place: placeOf(team),
      size: source.size,
      user: { name: user, roles: [database, `${database}:${role}`] },
      ...{ dryRun, onlySendable },
    },
    {
      ...options,
      work: {
        read: (from, to) => source.read(from, to),
        async store(docs, areNew) {
          const saved = new Map(docs.map((doc) => [doc._id, doc]));
          const decide = (current: { doc: TeamDocument; rev: string } | null, id: string) => {
            const step = restoreStep(saved.get(id) as TeamDocument, current?.doc);
            if (step.verdict === 'same') return null;
            // Unsent like an edit: the sync finds out what of it the server has, and sends the rest.
            return { id, doc: step.doc, rev: current?.rev ?? '', dirty: 1 as const, refusal: null };
          };
          await store.update([...saved.keys()], decide, { expectNew: areNew });
          // What is held for a full disk ends with the page, and a backup is in no journal.
          if (isDiskFull()) throw new Error('the disk is full');
        },
        filesAreBack: (fileIds) => team.files.places.setAll(fileIds, { state: 'waiting' }),
      },
    },
  );
}

/** Everything as CSV, saved where the person says. @returns rows; null when they changed their mind */
export async function saveCsv(team: Team, options: JobOptions): Promise<number | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const rows = await runJob<number>(
    { kind: 'csv', place: placeOf(team) },
    { ...options, work: { take: (bytes) => Promise.resolve(void pieces.push(bytes)) } },
  );
  const name = backupName(`${team.session.database}-csv`, new Date());
  const content = new Uint8Array(await new Blob(pieces).arrayBuffer());
  const answer = await platform.saveFile({ name, content, type: 'application/zip' });
  if (!answer.ok) throw new Error(`not saved: ${answer.code}`);
  return answer.value.saved ? rows : null;
}

function placeOf({ database, session }: Team): StoredPlace {
  const stores = families.map((family) => ({
    family,
    name: `rxdb-dexie-${database.name}--${database.collections[family].schema.version}--${family}`,
  }));
  return { stores, team: session.database };
}

/**
 * One backup a day, when `isUntouched` and nobody here is on the phone; the last seven are kept. Returns the function
 * that ends it.
 */
export function backUpDaily(team: Team, isUntouched: () => boolean): () => void {
  const { session, tables, sync } = team;
  const folder = folderOf(team);
  const ending = new AbortController();
  const isTalking = () =>
    [...tables.calls.rows()].some(
      ({ doc }) => doc['agent'] === session.user && (doc['status'] === 'live' || doc['status'] === 'held'),
    );
  const end = startDailyBackup({
    database: session.database,
    folder,
    isQuiet: () => isUntouched() && sync.getSnapshot().phase !== 'firstSync' && !isTalking(),
    write: (name) => backUpTeam(team, { name, scope: 'everything', signal: ending.signal }),
    outdated: () => outdatedBackups(session.database),
    renewed: (name) => forgetOutdated(session.database, name),
    async alone(work) {
      const { locks } = navigator as Partial<Navigator>;
      if (!locks) return work();
      await locks.request(`luuri-backup:${session.database}`, { ifAvailable: true }, (lock) =>
        lock ? work() : undefined,
      );
    },
    timers: browserEnvironment().timers,
    now: Date.now,
  });
  return () => {
    end();
    ending.abort(new Error('the team is closed'));
  };
}
