import type { Answer } from '@shared/ipc/answer';
import type { Bridge } from '@shared/ipc/bridge';
import { JOURNAL_PIECE } from '@shared/ipc/calls';
import type { CallResult } from '@shared/ipc/calls';
import type { CallName } from '@shared/ipc/names';
import type { JournalDisk } from '@shared/journal/disk';

type Checked = <N extends CallName>(
  name: N,
  answer: Promise<Answer<unknown>>,
) => Promise<Answer<CallResult<N>>>;

/** The journal's folder in the desktop app's profile, written by main. */
export function bridgeDisk({ calls }: Pick<Bridge, 'calls'>, checked: Checked, team: string): JournalDisk {
  async function read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = [];
    let at = 0;
    for (;;) {
      const bytes = valueOf(await checked('journalRead', calls.journalRead({ team, name, at })));
      pieces.push(bytes);
      at += bytes.length;
      if (bytes.length < JOURNAL_PIECE) break;
    }
    const whole = new Uint8Array(at);
    at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
  return {
    list: async () => valueOf(await checked('journalList', calls.journalList({ team }))),
    read,
    async write(name, at, bytes) {
      for (let from = 0; from < bytes.length; from += JOURNAL_PIECE) {
        const piece = bytes.slice(from, from + JOURNAL_PIECE);
        const call = calls.journalWrite({ team, name, at: at + from, bytes: piece });
        valueOf(await checked('journalWrite', call));
      }
    },
    async remove(names) {
      if (names.length === 0) return;
      valueOf(await checked('journalRemove', calls.journalRemove({ team, names: [...names] })));
    },
    close: () => undefined,
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(`journal: ${answer.code}`);
}
