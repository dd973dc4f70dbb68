/** The `_changes` answers that are still open, so that they can be ended on shutdown and when an account goes. */
export interface Feeds {
  /** @returns how to take it off the list again */
  add(user: string | null, end: () => void): () => void;
  endAll(): void;
  endOf(user: string): void;
  readonly size: number;
}

export function createFeeds(): Feeds {
  const open = new Set<{ user: string | null; end: () => void }>();
  const endWhere = (matches: (user: string | null) => boolean) => {
    for (const feed of [...open]) if (matches(feed.user)) feed.end();
  };
  return {
    add(user, end) {
      const feed = { user, end };
      open.add(feed);
      return () => open.delete(feed);
    },
    endAll: () => endWhere(() => true),
    endOf: (user) => endWhere((candidate) => candidate === user),
    get size() {
      return open.size;
    },
  };
}
