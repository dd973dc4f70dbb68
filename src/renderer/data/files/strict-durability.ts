/**
 * Makes every write of this worker wait for the disk. PouchDB does not know the option, and Chromium answers before
 * the flush otherwise: a file that is shown as saved could be gone after a power cut.
 */
export function demandStrictDurability(database: Pick<IDBDatabase, 'transaction'>): void {
  const { transaction } = database;
  database.transaction = function strict(this: IDBDatabase, names, mode, options) {
    const asked = mode === 'readwrite' ? { durability: 'strict' as const, ...options } : options;
    return transaction.call(this, names, mode, asked);
  };
}
