import type { BackupFolder, OpenedBackup } from '@shared/backup/folder';
import { newestFirst } from '@shared/backup/folder';
import type { Bridge } from '@shared/ipc/bridge';
import { BACKUP_PIECE, type CallArgument } from '@shared/ipc/calls';
import { valueOf, type Checked } from '../checked-calls';

type BridgeCalls = Pick<Bridge, 'calls'>;

/** The backups' folder in the desktop app's profile, written by main. */
export function bridgeFolder({ calls }: BridgeCalls, checked: Checked, team: string): BackupFolder {
  return {
    isLasting: true,
    async list() {
      return newestFirst(valueOf('backup', await checked('backupList', calls.backupList({ team }))));
    },
    create(name) {
      let at = 0;
      return Promise.resolve({
        async write(bytes) {
          for (let from = 0; from < bytes.length; from += BACKUP_PIECE) {
            const piece = bytes.slice(from, from + BACKUP_PIECE);
            valueOf(
              'backup',
              await checked('backupWrite', calls.backupWrite({ team, name, at, bytes: piece })),
            );
            at += piece.length;
          }
        },
        async close() {
          valueOf('backup', await checked('backupKeep', calls.backupKeep({ team, name })));
        },
        async abort() {
          await checked('backupDrop', calls.backupDrop({ team, name }));
        },
      });
    },
    async open(name) {
      const found = valueOf('backup', await checked('backupList', calls.backupList({ team })));
      const backup = found.find((each) => each.name === name);
      if (!backup) throw new Error(`no backup ${name}`);
      return source({ calls }, checked, { team, name }, { name, size: backup.bytes });
    },
    async remove(name) {
      valueOf('backup', await checked('backupRemove', calls.backupRemove({ team, name })));
    },
    async saveCopy(name) {
      return valueOf('backup', await checked('backupSaveCopy', calls.backupSaveCopy({ team, name }))).saved;
    },
  };
}

/** A backup that the person chooses in the system's dialog; null when they changed their mind. */
export async function pickOverBridge({ calls }: BridgeCalls, checked: Checked): Promise<OpenedBackup | null> {
  const found = valueOf('backup', await checked('backupPick', calls.backupPick()));
  if (!found) return null;
  const { picked, name, bytes } = found;
  return source({ calls }, checked, { picked }, { name, size: bytes });
}

type Where = Pick<CallArgument<'backupRemove'>, 'team' | 'name'> | { picked: string };

function source(
  { calls }: BridgeCalls,
  checked: Checked,
  where: Where,
  { name, size }: { name: string; size: number },
): OpenedBackup {
  return {
    name,
    size,
    async read(from, to) {
      const bytes = new Uint8Array(to - from);
      for (let at = from; at < to;) {
        const range = { ...where, from: at, length: Math.min(to - at, BACKUP_PIECE) };
        const piece = valueOf('backup', await checked('backupRead', calls.backupRead(range)));
        if (piece.length === 0) throw new Error(`${name} is shorter than it was`);
        bytes.set(piece, at - from);
        at += piece.length;
      }
      return bytes;
    },
  };
}
