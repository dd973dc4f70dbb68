import idb from 'pouchdb-adapter-idb';
import { contentDocument } from '@shared/backup/read-backup';
import type { BackupFile } from '@shared/backup/write-backup';
import { CONTENT, CONTENT_PREFIX, fileIdOfContent } from '@shared/domain/files/file';
import type { LocalPouch } from '../files/pouch';
import { pouchWith } from '../files/pouch';

interface ContentPouch extends LocalPouch {
  get(id: string): ReturnType<LocalPouch['get']> & Promise<{ createdBy: string }>;
  bulkDocs(docs: unknown[], options: { new_edits: boolean }): Promise<unknown>;
}

/** The contents of files on this machine, read and written beside the worker that sends and fetches them. */
export interface StoredFiles {
  all(): AsyncGenerator<BackupFile>;
  /** Ids of the files whose contents are here, or were until they were erased: nothing brings those back. */
  held(): Promise<Set<string>>;
  /** Stores contents under the revisions they had, so that they are the same ones for the server. */
  put(files: readonly BackupFile[]): Promise<void>;
  close(): Promise<void>;
}

export function openStoredFiles(team: string): StoredFiles {
  const pouch = pouchWith(idb, (content) => Promise.resolve(content));
  const local = new pouch(`${team}-files-v1`, { adapter: 'idb' }) as ContentPouch;
  async function ids(): Promise<string[]> {
    const { rows } = await local.allDocs({ startkey: CONTENT_PREFIX, endkey: `${CONTENT_PREFIX}\uffff` });
    return rows.flatMap(({ id }) => id ?? []);
  }
  return {
    async *all() {
      for (const id of await ids()) {
        const { _rev: rev, createdAt, createdBy, erased } = await local.get(id);
        if (erased) continue;
        const stored = await local.getAttachment(id, CONTENT);
        const bytes = stored instanceof Blob ? await stored.arrayBuffer() : stored;
        yield { fileId: fileIdOfContent(id), rev, createdAt, createdBy, content: new Uint8Array(bytes) };
      }
    },
    held: async () => new Set((await ids()).map(fileIdOfContent)),
    async put(files) {
      const docs = files.map((file) => {
        const attachment = { content_type: 'application/octet-stream', data: new Blob([file.content]) };
        return { ...contentDocument(file), _attachments: { [CONTENT]: attachment } };
      });
      await local.bulkDocs(docs, { new_edits: false });
    },
    close: () => local.close(),
  };
}
