import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { BackupError } from '@shared/backup/backup-error';
import type { BackupHead } from '@shared/backup/format';
import { backupName } from '@shared/backup/format';
import type { Backup } from '@shared/backup/read-backup';
import { openBackup } from '@shared/backup/read-backup';
import { writeBackup } from '@shared/backup/write-backup';
import type { Agent } from '@shared/domain/team/team';
import { withSource, writeWhole } from '../backup/file-ends';
import type { RestoreCounts } from '../backup/restore-team';
import { restoreTeam } from '../backup/restore-team';
import { readFiles, readRecords } from '../backup/team-databases';
import { readCouchAddress } from '../backend/couch-address';
import { existingOperatorTarget } from '../import/team-target';
import { teamDatabase, teamIdFrom } from '../team/roles';
import { HUB_VERSION } from '../version';
import type { Ask } from './operator-client';
import { withOperator } from './operator-client';
import type { CliOptions } from './options';
import { UsageError } from './options';

interface Team {
  id: string;
  name: string;
}

const SHOWN = 20;

/** `hub backup [FILE]`: the whole team, files and all, in one file. The hub may be running. */
export async function backUp(options: CliOptions): Promise<number> {
  const [file, ...more] = options.rest;
  if (more.length > 0) throw new UsageError(`unexpected: ${more.join(' ')}`);
  await operate(options, async (ask) => {
    const team = await teamOf(ask);
    if (!team) throw new Error('there is no team on this hub yet');
    const database = teamDatabase(team.id);
    const createdAt = new Date();
    const path = resolve(file ?? backupName(database, createdAt));
    const about = { database, teamName: team.name, createdBy: 'operator', app: HUB_VERSION } as const;
    const head = await writeWhole(path, (sink) =>
      writeBackup({
        head: { ...about, scope: 'everything', createdAt },
        records: readRecords(ask, team.id),
        files: () => readFiles(ask, team.id),
        sink,
      }),
    );
    say(`Backed up "${team.name}": ${describe(head)}.`);
    if (head.filesMissing > 0) {
      say(
        `${head.filesMissing} files are not on the server yet: they wait on the machines where they were added.`,
      );
    }
    say(path);
  });
  return 0;
}

/** `hub restore FILE`: brings a backup into this hub's team, and makes the team where there is none. */
export async function restore(options: CliOptions): Promise<number> {
  const [file, ...more] = options.rest;
  if (file === undefined || more.length > 0) throw new UsageError('restore needs one FILE');
  try {
    return await withSource(resolve(file), async (source) => restoreFrom(await openBackup(source), options));
  } catch (error) {
    if (error instanceof BackupError) throw new Error(`${file} ${WORDS[error.code]}`, { cause: error });
    throw error;
  }
}

const WORDS: Record<BackupError['code'], string> = {
  notABackup: 'is no backup of Luuri',
  newerVersion: 'was made by a newer Luuri; use that version, or a later one',
  tooLarge: 'unpacks to more than a backup can hold; nothing more was read',
  otherTeam: 'is of another team',
  headDamaged: 'is damaged where it says whose backup it is',
};

async function restoreFrom(backup: Backup, options: CliOptions): Promise<number> {
  const { head } = backup;
  say(`Backup of "${head.teamName}" from ${head.createdAt}: ${describe(head)}.`);
  let isClean = true;
  await operate(options, async (ask) => {
    const found = await teamOf(ask);
    if (!found && options.dryRun) {
      say('There is no team here yet: restoring would make it, and everything would be new.');
    }
    if (found && teamDatabase(found.id) !== head.database) {
      throw new Error(`this hub serves ${teamDatabase(found.id)}, the backup is of ${head.database}`);
    }
    const team = found ?? (options.dryRun ? null : await makeTeam(ask, head, options));
    const target = team && (await existingOperatorTarget(ask));
    if (!team || !target) return;
    const isNew = !found;
    const shared = { target, ask, teamId: team.id, dryRun: options.dryRun, replace: isNew };
    const counts = await restoreTeam(backup, shared);
    report(counts, backup.repaired, options.dryRun);
    if (!options.dryRun) await nameThoseWithoutAccount(ask, team.id);
    isClean = counts.damaged.length === 0 && counts.refused.length === 0;
  });
  return isClean ? 0 : 1;
}

function report(counts: RestoreCounts, repaired: readonly string[], dryRun: boolean): void {
  const { files, damaged, refused } = counts;
  const verb = dryRun ? 'Dry run' : 'Restored';
  say(`${verb}: ${counts.new} new, ${counts.changed} changed, ${counts.same} the same as here.`);
  say(`Files: ${files.new} new, ${files.same} here already.`);
  for (const name of repaired) say(`  repaired ${name}: it was damaged, and nothing of it is lost`);
  list(
    'damaged',
    damaged.map(({ name, reason }) => `${name} (${reason})`),
  );
  list(
    'refused',
    refused.map(({ id, reason }) => `${id}: ${reason}`),
  );
}

function list(word: string, lines: readonly string[]): void {
  for (const line of lines.slice(0, SHOWN)) say(`  ${word} ${line}`);
  if (lines.length > SHOWN) say(`  and ${lines.length - SHOWN} more ${word}`);
}

/** The same database name: a backup is restored where its machines look for it. */
async function makeTeam(ask: Ask, head: BackupHead, options: CliOptions): Promise<Team> {
  const id = head.database.replace(/^luuri-/, '');
  const teamName = teamIdFrom(head.teamName) === id ? head.teamName : id;
  const { user = 'lead', language = 'fi' } = options;
  const password = randomBytes(12).toString('base64url');
  const body = { teamName, displayName: options.name ?? user, user, password, language };
  const { team } = (await ask('POST', '/api/setup', body)) as { team: Team };
  if (teamDatabase(team.id) !== head.database) throw new Error(`${head.database} is no name for a team here`);
  say(`There was no team yet. Made "${team.name}".\n  user      ${user}\n  password  ${password}`);
  say('  The password is shown only now; it can be changed in the settings.');
  return team;
}

/** Accounts and passwords are in no backup. */
async function nameThoseWithoutAccount(ask: Ask, teamId: string): Promise<void> {
  const accounts = (await ask('GET', '/api/members')) as { user: string }[];
  const known = new Set(accounts.map(({ user }) => user));
  const path = `/db/${teamDatabase(teamId)}/_all_docs?include_docs=true&start_key="agent:"&end_key="agent;"`;
  const { rows } = (await ask('GET', path)) as { rows: { doc: Agent }[] };
  const without = rows.map(({ doc }) => doc).filter(({ user, archived }) => !archived && !known.has(user));
  if (without.length === 0) return;
  say('These people have no account here yet (passwords are in no backup). Add them with');
  for (const { user, name, role } of without) {
    say(`  npm run hub -- members add ${user} --name "${name}" --role ${role}`);
  }
}

async function teamOf(ask: Ask): Promise<Team | undefined> {
  return ((await ask('GET', '/api/info')) as { team?: Team }).team;
}

function operate(options: CliOptions, work: (ask: Ask) => Promise<void>): Promise<void> {
  const couch = options.couch === undefined ? undefined : readCouchAddress(options.couch, process.env);
  const { dataDir, couchTimeoutMs } = options;
  return withOperator({ dataDir, couch, couchTimeoutMs }, work);
}

function describe({ records, types, files }: BackupHead): string {
  const { ticket = 0, call = 0, customer = 0 } = types;
  return `${records} records (${ticket} tickets, ${call} calls, ${customer} customers), ${files} files`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
