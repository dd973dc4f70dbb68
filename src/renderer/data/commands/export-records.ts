import type { BackupScope } from '@shared/backup/format';
import type { Team } from '../team';
import { backUpTeam, folderOf, nameNow } from './backups';

/** What is exported: everything on this machine, or only what the server does not have. */
export type ExportScope = BackupScope;

/**
 * Saves records to a file in the format of backups (docs/backup-format.md), which any zip program opens. Works without
 * a network and without any rights. The file also stays with the backups of this computer.
 * @param told called with the number of records as it grows
 * @returns how many were written, or null when the person changed their mind. Rejects when it could not be saved
 */
export async function exportRecords(
  team: Team,
  scope: ExportScope,
  told: (count: number) => void,
): Promise<number | null> {
  const name = nameNow(team, scope);
  const { records } = await backUpTeam(team, { name, scope, onProgress: (done) => told(done.records) });
  if (await folderOf(team).saveCopy(name)) return records;
  await folderOf(team).remove(name);
  return null;
}
