import type { EventDocument } from '@shared/domain/record/documents';
import { addedEventIdOf } from '@shared/domain/files/file';
import type { ContentFrame } from '@shared/domain/files/erased-content';
import type { RecordFile } from '@shared/domain/files/record-files';
import { erasedFileOf, fileOf, filesOf } from '@shared/domain/files/record-files';
import type { RecordCollection } from '../database';
import { eventsAbout } from '../events-about';

/** What the events on this machine tell of files. */
export interface FileEvents {
  /** The files of a record, removed ones too. */
  filesOf(about: string): Promise<RecordFile[]>;
  /** The files with these ids that are known here. */
  byId(fileIds: readonly string[]): Promise<RecordFile[]>;
  /** Calls back with each file that becomes known, from here or from the server. */
  onAdded(callback: (file: RecordFile) => void): () => void;
  /** Of these files, the erased ones. */
  erasedById(fileIds: readonly string[]): Promise<ContentFrame[]>;
  /** All erased files that this machine knows of. */
  allErased(): Promise<ContentFrame[]>;
  /** Calls back with files that become known to be erased. */
  onErased(callback: (files: ContentFrame[]) => void): () => void;
}

/** @param erasedContacts ids of the erased persons: what was erased with them, their events tell */
export function createFileEvents(
  events: RecordCollection,
  erasedContacts: () => Promise<readonly string[]>,
): FileEvents {
  async function erasedOf(eventIds: readonly string[]): Promise<ContentFrame[]> {
    const rows = await events.findByIds([...eventIds]).exec();
    return [...rows.values()].flatMap((row) => erasedFileOf(row.doc as EventDocument) ?? []);
  }
  return {
    async filesOf(about) {
      return filesOf(await eventsAbout(events, about));
    },
    async byId(fileIds) {
      const rows = await events.findByIds(fileIds.map(addedEventIdOf)).exec();
      return [...rows.values()].flatMap((row) => fileOf(row.doc as EventDocument) ?? []);
    },
    onAdded(callback) {
      const subscription = events.insert$.subscribe(({ documentData }) => {
        const file = fileOf(documentData.doc as EventDocument);
        if (file) callback(file);
      });
      return () => subscription.unsubscribe();
    },
    erasedById: (fileIds) => erasedOf(fileIds.map(addedEventIdOf)),
    async allErased() {
      const found: ContentFrame[] = [];
      for (const contactId of await erasedContacts()) {
        const told = (await eventsAbout(events, contactId)).filter(({ kind }) => kind === 'personErased');
        const ids = told.flatMap(({ data }) => (Array.isArray(data?.['records']) ? data['records'] : []));
        found.push(...(await erasedOf(ids.map(String))));
      }
      return found;
    },
    onErased(callback) {
      const subscription = events.eventBulks$.subscribe((bulk) => {
        const files = bulk.events.flatMap(
          ({ documentData }) => erasedFileOf(documentData.doc as EventDocument) ?? [],
        );
        if (files.length > 0) callback(files);
      });
      return () => subscription.unsubscribe();
    },
  };
}
