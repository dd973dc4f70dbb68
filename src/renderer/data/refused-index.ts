import type { ReplicaRecord } from '@shared/couchdb-sync/types';

/** Knows which records may be refused, so that counting them does not read everything dirty each time. */
export interface RefusedIndex {
  add(id: string): void;
  /** Ids of the records that are refused now, as stored. */
  ids(): Promise<string[]>;
}

/**
 * Only a hint: each answer is checked against the records themselves, which alone hold the truth.
 * Complete, because the engine that writes refusals writes them through this store, and a new one scans first.
 */
export function createRefusedIndex(
  scan: () => Promise<string[]>,
  read: (ids: readonly string[]) => Promise<ReplicaRecord[]>,
): RefusedIndex {
  const candidates = new Set<string>();
  let scanned: Promise<void> | null = null;

  async function scanOnce(): Promise<void> {
    scanned ??= scan().then(
      (ids) => ids.forEach((id) => candidates.add(id)),
      (error: unknown) => {
        scanned = null;
        throw error;
      },
    );
    await scanned;
  }

  return {
    add(id) {
      candidates.add(id);
    },
    async ids() {
      await scanOnce();
      if (candidates.size === 0) return [];
      const asked = [...candidates];
      const refused = new Set((await read(asked)).filter((record) => record.refusal).map(({ id }) => id));
      return [...refused];
    },
  };
}
