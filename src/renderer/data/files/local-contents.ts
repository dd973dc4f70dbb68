import { CONTENT_PREFIX, contentIdOf } from '@shared/domain/files/file';
import type { LocalPouch, PouchContent } from './pouch';

/** Just above every id that begins so. */
export const above = (prefix: string) => `${prefix}\uffff`;

/** The contents that this machine holds; what is left of erased ones is none. */
export async function contentsHere(local: LocalPouch): Promise<string[]> {
  return (await contentDocs(local, CONTENT_PREFIX)).flatMap(({ _id, erased }) => (erased ? [] : _id));
}

/** The document of a file's content here, whoever wrote it: whole, or what an erasure left of it. */
export async function contentHere(local: LocalPouch, fileId: string): Promise<PouchContent | null> {
  return (await contentDocs(local, contentIdOf(fileId, '')))[0] ?? null;
}

async function contentDocs(local: LocalPouch, prefix: string): Promise<PouchContent[]> {
  const { rows } = await local.allDocs({ startkey: prefix, endkey: above(prefix), include_docs: true });
  return rows.flatMap(({ doc }) => doc ?? []);
}
