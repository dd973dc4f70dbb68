import type { StoredDatabase } from '../../fixtures/stored-team';

// Each of these runs in a page, alone: nothing outside the function is there.

/** Makes the databases, and somebody who is signed in to their team. */
export async function putStore({
  databases,
  team,
}: {
  databases: StoredDatabase[];
  team: string;
}): Promise<void> {
  for (const { name, version, stores } of databases) {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const { name: store, keyPath, autoIncrement, indexes, rows } of stores) {
        const made = request.result.createObjectStore(store, { keyPath, autoIncrement });
        for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
          made.createIndex(index, path, { unique, multiEntry });
        for (const row of rows) made.put(row);
      }
    };
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    request.result.close();
  }
  const session = { database: team, teamName: 'v1', user: 'maija', role: 'lead', devicePrefix: 'K7' };
  localStorage.setItem('luuri.session', JSON.stringify(session));
}

/** Writes another stamp, as another version would. */
export async function setStamp({
  team,
  ...change
}: {
  team: string;
  form: number;
  writtenBy: string;
}): Promise<void> {
  const opening = indexedDB.open(`luuri-store-${team}`);
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const transaction = opening.result.transaction('stamp', 'readwrite');
  const store = transaction.objectStore('stamp');
  const reading = store.get('stamp');
  reading.onsuccess = () => store.put({ ...(reading.result as object), ...change }, 'stamp');
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  opening.result.close();
}

/** SHA-256 of all records of a team as they lie there, and of what else it keeps in databases that a start may not touch. */
export async function hashStore(team: string): Promise<string> {
  const found: unknown[] = [];
  for (const { name = '', version } of await indexedDB.databases()) {
    const isRecords = name.startsWith(`rxdb-dexie-${team}-v1`) && !/(_rxdb_internal|--local)$/.test(name);
    if (!isRecords) continue;
    const opening = indexedDB.open(name);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const reading = opening.result.transaction('docs').objectStore('docs').getAll();
    await new Promise((resolve) => (reading.onsuccess = resolve));
    opening.result.close();
    // RxDB's own marks tell when a row was written, not what it holds.
    const rows = (reading.result as Record<string, unknown>[]).map(({ _meta, _rev, ...row }) => row);
    found.push([name, version, rows]);
  }
  const text = JSON.stringify(found.toSorted());
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
