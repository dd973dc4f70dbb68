/**
 * What is remembered of a store outside the database: by this one notices that the database is gone.
 */
type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const storeKey = (team: string) => `luuri.store.${team}`;
const troubleKey = (team: string) => `luuri.storeTrouble.${team}`;

/** The id of the store that this browser had last; null when it has had none. */
export function knownStore(team: string, memory: Memory = localStorage): string | null {
  return memory.getItem(storeKey(team));
}

export function rememberStore(team: string, id: string, memory: Memory = localStorage): void {
  try {
    if (memory.getItem(storeKey(team)) !== id) memory.setItem(storeKey(team), id);
  } catch (error) {
    // A full disk: then a loss would not be told of.
    console.error(error);
  }
}

/** Rows could not be read: the next start looks at each, and takes away those that it cannot read. */
export function rememberTrouble(team: string, memory: Memory = localStorage): void {
  memory.setItem(troubleKey(team), '1');
}

export function wasTrouble(team: string, memory: Memory = localStorage): boolean {
  return memory.getItem(troubleKey(team)) !== null;
}

export function forgetTrouble(team: string, memory: Memory = localStorage): void {
  memory.removeItem(troubleKey(team));
}
