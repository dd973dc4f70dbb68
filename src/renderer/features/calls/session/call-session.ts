import type { z } from 'zod';
import type { useRun } from '@renderer/data/queries/team-context';
import { keepCallNotes, startCall } from '@shared/domain/calls/call-commands';
import { drop } from '@shared/lib/drop';
import type { NotesKeeper } from './notes-keeper';
import { createNotesKeeper } from './notes-keeper';
import type { SafetyCopies } from './safety-copy';

export type StartArgs = z.input<typeof startCall.args> & { id: string };
type Run = ReturnType<typeof useRun>;

/** One call in hand in this window: its notes and its writes, in order. */
export interface CallSession {
  notes: NotesKeeper;
  /** Runs a write after the call itself and all earlier writes are stored. */
  inOrder<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface SessionParts {
  callId: string;
  user: string;
  /** Of a call that is not stored yet; null for one that is. */
  start: StartArgs | null;
  text: string;
  saved: string;
  run: Run;
  copies: SafetyCopies;
}

export function createCallSession({
  callId,
  user,
  start,
  text,
  saved,
  run,
  copies,
}: SessionParts): CallSession {
  let unstored = start;
  let queue: Promise<unknown> = Promise.resolve();

  async function ensureStored(): Promise<void> {
    if (!unstored) return;
    await run(startCall, unstored);
    unstored = null;
    if (notes.getState() === 'kept') copies.clear(callId);
  }

  function inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = queue.then(ensureStored).then(work);
    // The next write is tried whatever became of this one; its failure is told to whoever asked for it.
    queue = result.catch(() => undefined);
    return result;
  }

  function writeCopy(typed: string, known: string[]): void {
    copies.write({ callId, user, text: typed, known, start: unstored, at: Date.now() });
  }

  const notes = createNotesKeeper({
    text,
    saved,
    save: (next) => inOrder(() => run(keepCallNotes, { id: callId, notes: next })),
    onTyped: writeCopy,
    onKept: () => {
      if (!unstored) copies.clear(callId);
    },
  });
  if (unstored) {
    writeCopy(text, [saved]);
    drop(inOrder(() => Promise.resolve()));
  }
  return { notes, inOrder };
}
