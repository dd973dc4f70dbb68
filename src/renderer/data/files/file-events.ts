import type { EventDocument } from '@shared/domain/record/documents';
import { addedEventIdOf } from '@shared/domain/files/file';
import type { RecordFile } from '@shared/domain/files/record-files';
import { fileOf, filesOf } from '@shared/domain/files/record-files';
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
}

export function createFileEvents(events: RecordCollection): FileEvents {
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
  };
}
