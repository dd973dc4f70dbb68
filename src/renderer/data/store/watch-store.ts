import { openExisting } from './raw-database';
import { stampDatabase } from './stamp';

/**
 * Tells when the browser closes this origin's databases under the app, which it does to all of them at once: their
 * files are damaged or have been removed, or the disk failed. Every connection of the page is dead then.
 * @returns ends the watch
 */
export async function watchStore(team: string, closed: () => void): Promise<() => void> {
  let isWatching = true;
  const tell = () => {
    if (isWatching) closed();
    isWatching = false;
  };
  const database = await openExisting(stampDatabase(team)).catch(() => null);
  if (!database) {
    tell();
    return () => {};
  }
  database.onclose = tell;
  // Somebody removes it on purpose, and waits for this connection to end.
  database.onversionchange = () => {
    database.close();
    tell();
  };
  return () => {
    isWatching = false;
    database.close();
  };
}
