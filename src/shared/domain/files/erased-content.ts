import { isErased } from '../record/erased';
import { contentIdOf } from './file';

/** The frame of a content, which tells who added the file and when. */
export interface ContentFrame {
  fileId: string;
  createdBy: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/**
 * What is left of a content when its file is erased: a document of the same id without bytes. Where the content never came,
 * it is written all the same, so that it cannot come later.
 */
export function erasedContent({ fileId, createdBy, createdAt }: ContentFrame): Record<string, unknown> {
  return { _id: contentIdOf(fileId, createdBy), ...frame(1, createdAt, createdBy) };
}

/** Whether a content says that it is erased and holds nothing beside its frame. */
export function isErasedContent(doc: Record<string, unknown>): boolean {
  if (!isErased(doc)) return false;
  const left = frame(doc['v'], doc['createdAt'], doc['createdBy']);
  const fields = Object.keys(doc).filter((field) => field !== '_id' && field !== '_rev');
  return fields.length === Object.keys(left).length && fields.every((field) => doc[field] === left[field]);
}

function frame(v: unknown, createdAt: unknown, createdBy: unknown): Record<string, unknown> {
  return { type: 'file', v, createdAt, createdBy, size: 0, erased: true };
}
