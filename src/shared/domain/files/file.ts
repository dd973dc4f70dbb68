/** The largest file that can be attached, bytes. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** The attachment of a content document that holds the bytes. */
export const CONTENT = 'content';

/** What a file is, as its `fileAdded` event says it. Written once; the bytes travel apart (docs/adr/0014). */
export interface FileFacts {
  /** A ULID. */
  fileId: string;
  /** As it was given, cleaned: see `file-name.ts`. */
  name: string;
  /** Bytes. */
  size: number;
  /** What the adding machine took it for; empty when it did not know. Never decides how it is opened. */
  mediaType: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  sha256: string;
  /** The onboarding step it belongs to; missing elsewhere. */
  stepId?: string;
}

/** All contents' ids begin so. */
export const CONTENT_PREFIX = 'file:';
const FILE_ID_LENGTH = 26;

/**
 * The document of the files database that holds the bytes. Its author's name is part of the id: CouchDB shows its rules no
 * older version when a replication brings a second leaf, so only the id keeps a stranger's beside it away.
 */
export function contentIdOf(fileId: string, addedBy: string): string {
  return `${CONTENT_PREFIX}${fileId}:${addedBy}`;
}

/** The file whose content this document holds, or would hold. */
export function fileIdOfContent(id: string): string {
  return id.slice(CONTENT_PREFIX.length, CONTENT_PREFIX.length + FILE_ID_LENGTH);
}

/** The event that tells of the file: one file, one event, also when adding is tried twice. */
export function addedEventIdOf(fileId: string): string {
  return `event:${fileId}`;
}

const FACTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  fileId: isFileId,
  name: (value) => typeof value === 'string' && value.length > 0 && value.length <= 255,
  size: isFileSize,
  mediaType: (value) => typeof value === 'string' && value.length <= 200,
  sha256: (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  stepId: (value) => value === undefined || (typeof value === 'string' && value.length <= 40),
};

/** Which of the facts cannot be right; null when all may be. They come from other machines. */
export function factsProblem(data: Readonly<Record<string, unknown>>): string | null {
  return Object.keys(FACTS).find((field) => !FACTS[field]?.(data[field])) ?? null;
}

/** Whether this may name a file: a ULID. */
export function isFileId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(value);
}

/** Whether a file may have this many bytes. */
export function isFileSize(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_FILE_BYTES && value % 1 === 0;
}
