import { isErasedContent } from '../files/erased-content';
import { CONTENT, contentIdOf, fileIdOfContent, isFileId, isFileSize, MAX_FILE_BYTES } from '../files/file';
import { isErased } from '../record/erased';
import { isPlainObject } from '../record/registers';

/** Beside the bytes a content document says next to nothing. */
const MOST_CHARACTERS = 4_000;

/** Whether this database holds the contents of a team's files. */
export function isFilesDatabase(database: string | undefined): boolean {
  return database?.endsWith('-files') === true;
}

/**
 * Why this person may not write this content, in English; null when they may. A content is written once, in one's
 * own name, and stays: nobody can put other bytes in its place, and only a lead can take them away, for good.
 * @param old the document on the server, or null
 */
export function fileAuthorityProblem(
  doc: Record<string, unknown>,
  old: Record<string, unknown> | null,
  name: string,
  role: string,
): string | null {
  if (isErased(doc)) return contentErasureProblem(doc, old, role);
  if (old) return isErased(old) ? 'what is erased stays erased' : 'the content of a file is never changed';
  return doc['createdBy'] === name ? null : "files are added in one's own name";
}

/** Also one that is erased already: beside it there may be another leaf, which CouchDB shows its rules no more. */
function contentErasureProblem(
  doc: Record<string, unknown>,
  old: Record<string, unknown> | null,
  role: string,
): string | null {
  if (role !== 'lead') return 'only a lead erases';
  const isKept = (field: string) => !old || isErased(old) || old[field] === doc[field];
  if (!isKept('createdAt') || !isKept('createdBy')) return 'who added a file, and when, does not change';
  return isErasedContent(doc) ? null : 'an erased content keeps nothing but its frame';
}

/** What is wrong with the shape of a document of the files database, in English; null when nothing is. */
export function fileShapeProblem(doc: unknown): string | null {
  if (!isPlainObject(doc)) return 'not an object';
  const { _id: id, type, size } = doc;
  const fileId = fileIdOfContent(String(id));
  if (type !== 'file' || !isFileId(fileId) || id !== contentIdOf(fileId, String(doc['createdBy']))) {
    return 'only contents of files belong here, under their author';
  }
  if (typeof doc['v'] !== 'number') return 'no version "v"';
  if (typeof doc['createdAt'] !== 'string' || typeof doc['createdBy'] !== 'string') {
    return 'no createdAt or createdBy';
  }
  if (!isFileSize(size)) return `larger than ${MAX_FILE_BYTES} bytes, or no size`;
  if (JSON.stringify(doc).length > MOST_CHARACTERS)
    return `larger than ${MOST_CHARACTERS} characters beside it`;
  if (!isErased(doc)) return attachmentProblem(doc['_attachments'], size);
  return isErasedContent(doc) ? null : 'an erased content keeps nothing but its frame';
}

function attachmentProblem(attachments: unknown, size: number): string | null {
  const [only, ...others] = isPlainObject(attachments) ? Object.entries(attachments) : [];
  if (!only || only[0] !== CONTENT || others.length > 0) return `its only attachment is "${CONTENT}"`;
  const length = isPlainObject(only[1]) ? only[1]['length'] : undefined;
  return length === undefined || length === size ? null : 'not as long as it says';
}
