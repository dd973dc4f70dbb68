import type { SyncContext } from './context';
import { SyncError } from './errors';
import type { Checkpoint } from './types';

/** Documents that tell that a restored server was taken as it is (rule 6.5). */
export const ADOPTION_IDS = 'event:adopted-';

/**
 * Rule 6.5: a restored server may have learned again, from whoever took it first, the very revision that this replica
 * remembers it by. Its changes are numbered anew all the same, so the stored position may skip some: then all is read
 * from the beginning.
 */
export async function checkAdoptions(
  context: SyncContext,
  checkpoint: Checkpoint | null,
  signal: AbortSignal,
): Promise<void> {
  if (!checkpoint || checkpoint.kind === 'adopt') return;
  // Rule 6.3: it had forgotten, and knows again what somebody has sent once more.
  if (checkpoint.forgot) return readAnew(context);
  const told = await context.server.adoptions(signal);
  const known = checkpoint.adoptions;
  if (!known) return context.position.knows(told);
  const forgotten = known.find((id) => !told.includes(id));
  if (forgotten) throw new SyncError('serverChanged', `the server has forgotten ${forgotten}: an older copy`);
  if (told.length > known.length) await readAnew(context);
}

function readAnew({ position }: SyncContext): Promise<void> {
  return position.save({ kind: 'adopt', epoch: null, told: true });
}

/** Tells the other machines that this server was taken as it is; once for each time that it was restored. */
export async function tellAdoption(
  context: SyncContext,
  known: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { notes, clock, random } = context.config;
  const told = await context.server.adoptions(signal);
  if (!notes || told.some((id) => !known.includes(id))) return;
  const id = `${ADOPTION_IDS}${clock().toString(36)}-${Math.floor(random() * 36 ** 8).toString(36)}`;
  const event = notes.adopted(id, clock());
  await context.identity.check(signal);
  // Who may not write (a viewer) has nothing to send either. A conflict: it was told already, the answer was lost.
  await context.server.push([{ ...event, _id: id }], signal);
}
