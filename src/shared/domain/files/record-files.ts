import { compareText } from '@shared/lib/canonical-json';
import type { EventDocument } from '../record/documents';
import { isErased } from '../record/erased';
import type { ContentFrame } from './erased-content';
import type { FileFacts } from './file';
import { addedEventIdOf, factsProblem, isFileId } from './file';
import { cleanFileName } from './file-name';

/** A file of a record, as its events tell it. */
export interface RecordFile extends FileFacts {
  /** `_id` of the record. */
  about: string;
  addedBy: string;
  /** ISO 8601, UTC. */
  addedAt: string;
  removed: boolean;
}

/**
 * The files of a record, oldest first, removed ones too. Of two marks made at the same time the later stamp holds.
 * Events that do not describe a file are passed over: they come from other machines and versions.
 */
export function filesOf(events: readonly EventDocument[]): RecordFile[] {
  const marks = new Map<unknown, EventDocument>();
  for (const event of events) {
    if (event.kind !== 'fileRemoved' && event.kind !== 'fileRestored') continue;
    const id = event.data?.['fileId'];
    const known = marks.get(id);
    if (!known || compareText(known.at, event.at) < 0) marks.set(id, event);
  }
  return events
    .flatMap((event) => fileOf(event) ?? [])
    .map((file) => ({ ...file, removed: marks.get(file.fileId)?.kind === 'fileRemoved' }))
    .sort((a, b) => compareText(a.addedAt, b.addedAt) || compareText(a.fileId, b.fileId));
}

/** The file that an event tells of; null when it tells of none. */
export function fileOf(event: EventDocument): RecordFile | null {
  const { kind, data } = event;
  if (kind !== 'fileAdded' || isErased(event) || !data || factsProblem(data) !== null) return null;
  const facts = data as unknown as FileFacts;
  // Two events about one file could say two things of it: only the one that bears its name counts.
  if (event._id !== addedEventIdOf(facts.fileId)) return null;
  return {
    about: event.about,
    fileId: facts.fileId,
    name: cleanFileName(facts.name),
    size: facts.size,
    mediaType: facts.mediaType,
    sha256: facts.sha256,
    ...(facts.stepId === undefined ? {} : { stepId: facts.stepId }),
    addedBy: event.author,
    addedAt: event.occurredAt,
    removed: false,
  };
}

/** The erased file that an event told of; null when it told of none, or is not erased. */
export function erasedFileOf(event: EventDocument): ContentFrame | null {
  if (event.kind !== 'fileAdded' || !isErased(event)) return null;
  const fileId = event._id.slice(addedEventIdOf('').length);
  if (!isFileId(fileId)) return null;
  return { fileId, createdBy: event.author, createdAt: event.occurredAt };
}
