import { readHeader } from '@renderer/data/queries/records';
import type { useTeam } from '@renderer/data/queries/team-context';
import { keepCallNotes, startCall } from '@shared/domain/calls/call-commands';
import { drop } from '@shared/lib/drop';
import type { SafetyCopies, SafetyCopy } from './safety-copy';
import { joinNotes } from './safety-copy';

/** A copy this young may belong to another window that is saving it right now, milliseconds. */
const SETTLED_AFTER = 3_000;

interface RecoveryParts {
  copies: SafetyCopies;
  team: ReturnType<typeof useTeam>;
  /** Whether this window has the call in its dock, which then takes care of the copy. */
  isInHand(callId: string): boolean;
}

/**
 * Brings into the database what a killed window typed last. Begins when the page starts, and ends when no copy is
 * left that another window may still be typing into: written over by an older text, its notes would jump back.
 */
export function recoverCopies({ copies, team, isInHand }: RecoveryParts): void {
  const left = () => copies.all().filter((copy) => copy.user === team.session.user && !isInHand(copy.callId));
  // A clock that was set back makes a copy look as if it came from the future: it is not young.
  const age = (copy: SafetyCopy) => Math.abs(Date.now() - copy.at);
  sweep();

  function sweep(): void {
    const found = left();
    for (const copy of found) if (age(copy) >= SETTLED_AFTER) drop(recover(copy));
    if (found.some((copy) => age(copy) < SETTLED_AFTER)) setTimeout(sweep, SETTLED_AFTER);
  }

  async function recover(copy: SafetyCopy): Promise<void> {
    await team.tables.calls.ready;
    const id = copy.callId;
    if (!readHeader(team, 'call', id)) {
      const start = startCall.args.safeParse({ ...copy.start, id });
      // Without its beginning the call is on its way from elsewhere; the copy waits for it.
      if (!copy.start || !start.success) return;
      await team.run(startCall, start.data);
    }
    const stored = readHeader(team, 'call', id)?.notes ?? '';
    const notes = joinNotes(stored, copy);
    if (notes !== stored) await team.run(keepCallNotes, { id, notes });
    copies.clear(id);
  }
}
