import type { QuarantinedDocument } from '@shared/couchdb-sync/types';
import type { LocalCollection } from './database';

const PREFIX = 'quarantine:';
/** Just above every id with the prefix. */
const END = 'quarantine;';
/** Local ids may have 200 characters; a stranger's may have any number. */
const LONGEST = 160;

/** Documents of the server that cannot be read here, kept aside on this machine. */
export interface Quarantine {
  keep(documents: readonly QuarantinedDocument[]): Promise<void>;
  release(ids: readonly string[]): Promise<void>;
  count(): Promise<number>;
}

/** Everything that is kept aside, for showing. */
export async function quarantinedIn(local: LocalCollection): Promise<QuarantinedDocument[]> {
  const rows = await findKept(local);
  return rows.map((row) => row.toMutableJSON().value as QuarantinedDocument);
}

export function createQuarantine(local: LocalCollection): Quarantine {
  const rowsKept = () => findKept(local);
  return {
    async keep(documents) {
      const rows = documents.map((document) => ({ id: rowId(document.id), value: document }));
      const { error } = await local.bulkUpsert(rows);
      if (error[0]) throw new Error(`quarantine not stored: ${error[0].status}`);
    },
    async release(ids) {
      const wanted = new Set(ids.map(rowId));
      const found = (await rowsKept()).filter((row) => wanted.has(row.id));
      await Promise.all(found.map((row) => row.incrementalRemove()));
    },
    async count() {
      return (await rowsKept()).length;
    },
  };
}

function findKept(local: LocalCollection) {
  return local.find({ selector: { id: { $gt: PREFIX, $lt: END } } }).exec();
}

function rowId(id: string): string {
  if (id.length <= LONGEST) return `${PREFIX}${id}`;
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(index)) | 0;
  return `${PREFIX}${id.slice(0, LONGEST)}~${(hash >>> 0).toString(36)}`;
}
