import type { Checkpoint, Known, ReplicaStore, Witness, Witnesses } from './types';

/** The stored position, and with it the newest revisions that the server is known to have held. Written in turn. */
export interface Position {
  load(): Promise<Checkpoint | null>;
  /** As it was stored or loaded last. */
  now(): Checkpoint | null;
  /** Rule 2.5: only after the documents are stored. Keeps the witnesses, but for those that the feed has passed. */
  save(checkpoint: Checkpoint, passed?: Witnesses): Promise<void>;
  /** Rule 6.3: the server has just told of these revisions. Before anything that it told with them is stored. */
  saw(newer: Witnesses): Promise<void>;
  witnesses(): Witness[];
  /** Those that are not the feed's. Once it has told of all that happened until later, its own is newer. */
  beside(): Witnesses;
  /** Rule 6.3: the server does not know a witness any more, so this position is no place to go on from. */
  forgot(): Promise<void>;
  /** Rule 6.5: the ids that tell how often this server was taken anew. */
  knows(adoptions: readonly string[]): Promise<void>;
  /** Rule 8.1: the id up to which the walk in the background has come; null at its beginning. */
  audited(): string | null;
  auditedTo(id: string | null): Promise<void>;
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
  const knownOf = (now: Checkpoint | null): Known => {
    if (!now) return {};
    const { adoptions } = now;
    const kept = adoptions ? { adoptions } : {};
    if (now.kind === 'adopt') return kept;
    const { witness, sent, read, forgot, audited } = now;
    return {
      ...kept,
      ...(witness && { witness }),
      ...(sent && { sent }),
      ...(read && { read }),
      ...(forgot && { forgot }),
      ...(audited !== undefined && { audited }),
    };
  };
  const add = (now: Checkpoint | null, known: Known) =>
    now && now.kind !== 'adopt' ? { ...now, ...known } : null;

  return {
    async load() {
      await last;
      current = await store.checkpoint();
      return current;
    },
    now: () => current,
    save: (checkpoint, passed = {}) =>
      write((now) => {
        const { adoptions, sent, read, ...rest } = knownOf(now);
        const told = adoptions ? { adoptions } : {};
        if (checkpoint.kind === 'adopt') return { ...checkpoint, ...told };
        return {
          ...checkpoint,
          ...rest,
          // A beginning brings those that it was told of; later positions go on with what is known.
          ...(now?.kind !== 'adopt' && told),
          ...(sent && sent !== passed.sent && { sent }),
          ...(read && read !== passed.read && { read }),
        };
      }),
    saw: (newer) => write((now) => add(now, newer)),
    knows: (adoptions) => write((now) => (now ? { ...now, adoptions } : null)),
    beside() {
      const { sent, read } = knownOf(current);
      return { ...(sent && { sent }), ...(read && { read }) };
    },
    audited: () => knownOf(current).audited ?? null,
    auditedTo: (id) =>
      write((now) => {
        if (now?.kind !== 'live') return null;
        const { audited: _passed, ...rest } = now;
        return id === null ? rest : { ...rest, audited: id };
      }),
    forgot: () => write((now) => add(now, { forgot: true })),
    witnesses() {
      const { witness, sent, read } = knownOf(current);
      return [witness, sent, read].filter((each) => each !== undefined);
    },
  };
}
