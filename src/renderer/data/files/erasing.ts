import type { ContentFrame } from '@shared/domain/files/erased-content';
import type { FileEvents } from './file-events';
import type { QueueVerdict } from './file-queue';
import type { SendOutcome } from './outcomes';
import type { FilePlaces } from './places';
import type { FileWorker } from './worker-client';

export interface ErasingParts {
  places: FilePlaces;
  events: FileEvents;
  worker(): FileWorker;
  /** Whether this person may erase: the contents on the server as well, then. */
  erases: boolean;
  /** Whether this is the window that does the work of its machine. */
  leads(): boolean;
  verdictOf(outcome: SendOutcome): QueueVerdict;
}

/**
 * Erases the contents of files whose events are erased: here at once, with or without a connection, and on a lead's machine
 * then on the server. That the event is erased is what demands it, so a crash in the middle only means doing it again.
 */
export function erasingContents({ places, events, worker, erases, leads, verdictOf }: ErasingParts) {
  const isDone = (fileId: string) => {
    const state = places.getSnapshot().get(fileId)?.state;
    return state === 'erased' || state === 'erasing';
  };

  async function clear(frames: readonly ContentFrame[]): Promise<void> {
    const left = leads() ? frames.filter(({ fileId }) => !isDone(fileId)) : [];
    if (left.length === 0) return;
    await worker().forget(left);
    await places.setAll(
      left.map(({ fileId }) => fileId),
      { state: erases ? 'erasing' : 'erased' },
    );
  }

  return {
    clear,
    wanted: () =>
      erases
        ? [...places.getSnapshot()].flatMap(([id, { state }]) => (state === 'erasing' ? [id] : [])).sort()
        : [],
    async work(fileId: string): Promise<QueueVerdict> {
      const [frame] = await events.erasedById([fileId]);
      if (!frame) return 'settled';
      const outcome = await worker().erase(frame);
      if (outcome.kind === 'erased') await places.set(fileId, { state: 'erased' });
      return outcome.kind === 'refused' ? 'later' : verdictOf(outcome);
    },
    /** What was erased while no window looked, or before a crash. */
    async clearAll(): Promise<void> {
      await clear(await events.allErased());
    },
    /** An older server put back, or a machine that did not know: what is there again is erased again. */
    async checkErased(): Promise<void> {
      if (!erases) return;
      const erased = [...places.getSnapshot()].flatMap(([id, { state }]) => (state === 'erased' ? [id] : []));
      if (erased.length === 0) return;
      const again = await worker().notErased(await events.erasedById(erased));
      await places.setAll(again ?? [], { state: 'erasing' });
    },
  };
}
