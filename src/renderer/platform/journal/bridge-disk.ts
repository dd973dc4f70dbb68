import type { Bridge } from '@shared/ipc/bridge';
import { JOURNAL_PIECE } from '@shared/ipc/calls';
import type { JournalDisk } from '@shared/journal/disk';
import { joinBytes } from '@shared/lib/bytes';
import { valueOf, type Checked } from '../checked-calls';

/** The journal's folder in the desktop app's profile, written by main. */
export function bridgeDisk({ calls }: Pick<Bridge, 'calls'>, checked: Checked, team: string): JournalDisk {
  async function read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = [];
    let at = 0;
    for (;;) {
      const bytes = valueOf('journal', await checked('journalRead', calls.journalRead({ team, name, at })));
      pieces.push(bytes);
      at += bytes.length;
      if (bytes.length < JOURNAL_PIECE) break;
    }
    return joinBytes(pieces);
  }
  return {
    list: async () => valueOf('journal', await checked('journalList', calls.journalList({ team }))),
    read,
    async write(name, at, bytes) {
      for (let from = 0; from < bytes.length; from += JOURNAL_PIECE) {
        const piece = bytes.slice(from, from + JOURNAL_PIECE);
        const call = calls.journalWrite({ team, name, at: at + from, bytes: piece });
        valueOf('journal', await checked('journalWrite', call));
      }
    },
    async remove(names) {
      if (names.length === 0) return;
      valueOf('journal', await checked('journalRemove', calls.journalRemove({ team, names: [...names] })));
    },
    close: () => undefined,
  };
}
