/**
 * Runs in a page, alone: nothing outside the function is there.
 * @returns SHA-256 of all records of a team as they lie there. Throws when there are none.
 */
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
  if (found.length === 0) throw new Error(`no records of ${team}`);
  const text = JSON.stringify(found.toSorted());
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
