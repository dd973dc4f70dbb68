/** Runs in the page: how many tickets IndexedDB holds, whatever the app says. Named functions do not survive the trip. */
export async function countStored(): Promise<number> {
  const databases = await indexedDB.databases();
  const name = databases.map((each) => each.name ?? '').find((each) => each.endsWith('--tickets'));
  if (name === undefined) return 0;
  const opening = indexedDB.open(name);
  await new Promise((resolve, reject) => Object.assign(opening, { onsuccess: resolve, onerror: reject }));
  const database = opening.result;
  const counting = database.transaction('docs').objectStore('docs').count();
  await new Promise((resolve, reject) => Object.assign(counting, { onsuccess: resolve, onerror: reject }));
  database.close();
  return counting.result;
}
