import type { BackupFolder, OpenedBackup } from '@shared/backup/folder';
import type { Answer } from '@shared/ipc/answer';
import type { Bridge } from '@shared/ipc/bridge';
import { BACKUP_PIECE, type CallArgument, type CallResult } from '@shared/ipc/calls';
import type { CallName } from '@shared/ipc/names';

type Checked = <N extends CallName>(
  name: N,
  answer: Promise<Answer<unknown>>,
) => Promise<Answer<CallResult<N>>>;
type BridgeCalls = Pick<Bridge, 'calls'>;

/** The backups' folder in the desktop app's profile, written by main. */
export function bridgeFolder({ calls }: BridgeCalls, checked: Checked, team: string): BackupFolder {
  return {
    isLasting: true,
    async list() {
      const found = valueOf(await checked('backupList', calls.backupList({ team })));
      return found.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    },
    create(name) {
      let at = 0;
      return Promise.resolve({
        async write(bytes) {
          for (let from = 0; from < bytes.length; from += BACKUP_PIECE) {
            const piece = bytes.slice(from, from + BACKUP_PIECE);
            valueOf(await checked('backupWrite', calls.backupWrite({ team, name, at, bytes: piece })));
            at += piece.length;
          }
        },
        async close() {
          valueOf(await checked('backupKeep', calls.backupKeep({ team, name })));
        },
        async abort() {
          await checked('backupDrop', calls.backupDrop({ team, name }));
        },
      });
    },
    async open(name) {
      const found = valueOf(await checked('backupList', calls.backupList({ team })));
      const backup = found.find((each) => each.name === name);
      if (!backup) throw new Error(`no backup ${name}`);
      return source({ calls }, checked, { team, name }, { name, size: backup.bytes });
    },
    async remove(name) {
      valueOf(await checked('backupRemove', calls.backupRemove({ team, name })));
    },
    async saveCopy(name) {
      return valueOf(await checked('backupSaveCopy', calls.backupSaveCopy({ team, name }))).saved;
    },
  };
}

/** A backup that the person chooses in the system's dialog; null when they changed their mind. */
export async function pickOverBridge({ calls }: BridgeCalls, checked: Checked): Promise<OpenedBackup | null> {
  const found = valueOf(await checked('backupPick', calls.backupPick()));
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
        const piece = valueOf(await checked('backupRead', calls.backupRead(range)));
        if (piece.length === 0) throw new Error(`${name} is shorter than it was`);
        bytes.set(piece, at - from);
        at += piece.length;
      }
      return bytes;
    },
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(`backup: ${answer.code}`);
}
