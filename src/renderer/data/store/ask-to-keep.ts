/**
 * Asks the browser not to remove what is stored when it needs room. Chromium decides by itself and at once; others
 * ask the person, so that they are only asked by somebody who has just signed in.
 */
export async function askToKeep(hasSignedIn: boolean): Promise<void> {
  const { storage } = navigator as Partial<Navigator>;
  if (!storage || (await storage.persisted())) return;
  if (hasSignedIn || 'storageBuckets' in navigator) await storage.persist();
}
