import type { Checkpoint, ReplicaStore, Witness } from './types';

/** The stored position, and with it the newest revision that the server is known to have held. Written in turn. */
export interface Position {
  load(): Promise<Checkpoint | null>;
  /** Rule 2.5: only after the documents are stored. Keeps the witness, unless there is a newer one. */
  save(checkpoint: Checkpoint, witness?: Witness): Promise<void>;
  /** The server has just told of this revision. Stored before anything relies on it. */
  saw(witness: Witness): Promise<void>;
  witness(): Witness | null;
  /** Rule 6.5: the ids that tell how often this server was taken anew. */
  knows(adoptions: readonly string[]): Promise<void>;
}

export function createPosition(store: Pick<ReplicaStore, 'checkpoint' | 'saveCheckpoint'>): Position {
  let current: Checkpoint | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const write = (change: (now: Checkpoint | null) => Checkpoint | null): Promise<void> => {
    const done = last.then(async () => {
      const next = change(current);
      if (!next) return;
      await store.saveCheckpoint(next);
      current = next;
    });
    last = done.catch(() => {});
    return done;
  };
  const witnessOf = (checkpoint: Checkpoint | null) =>
    checkpoint && checkpoint.kind !== 'adopt' ? (checkpoint.witness ?? null) : null;

  return {
    async load() {
      await last;
      current = await store.checkpoint();
      return current;
    },
    save: (checkpoint, witness) =>
      write((now) => {
        const adoptions = now?.adoptions;
        const next = adoptions ? { ...checkpoint, adoptions } : checkpoint;
        if (next.kind === 'adopt') return next;
        const known = witness ?? witnessOf(now);
        return known ? { ...next, witness: known } : next;
      }),
    saw: (witness) => write((now) => (now && now.kind !== 'adopt' ? { ...now, witness } : null)),
    knows: (adoptions) => write((now) => (now ? { ...now, adoptions } : null)),
    witness: () => witnessOf(current),
  };
}
