import { useEffect, useState } from 'react';
import type { Refusal } from '@shared/couchdb-sync/types';
import type { TeamDocument } from '@shared/domain/record/documents';
import { drop } from '@shared/lib/drop';
import { families } from '../record-families';
import { quarantinedIn } from '../quarantine';
import { useSyncStatus } from './sync-status';
import { useTeam } from './team-context';

/** A record that the server did not take. */
export interface RefusedRecord {
  id: string;
  doc: TeamDocument;
  /** Empty when the server has never held it. */
  rev: string;
  refusal: Refusal;
}

/** A document of the server that cannot be read here. */
export interface UnreadableDocument {
  id: string;
  doc: unknown;
}

/** All refused records, the latest refusal first; null until they have been read. */
export function useRefused(): readonly RefusedRecord[] | null {
  const { database } = useTeam();
  const { needsAttention, unsent } = useSyncStatus();
  const [refused, setRefused] = useState<readonly RefusedRecord[] | null>(null);
  useEffect(() => {
    let current = true;
    const read = async () => {
      const found: RefusedRecord[] = [];
      for (const family of families) {
        const rows = await database.collections[family].find({ selector: { dirty: 1 } }).exec();
        for (const row of rows) {
          const { id, doc, rev, refusal } = row.toMutableJSON();
          if (refusal) found.push({ id, doc, rev, refusal });
        }
      }
      found.sort((a, b) => (a.refusal.at < b.refusal.at ? 1 : -1));
      if (current) setRefused(found);
    };
    drop(read());
    return () => {
      current = false;
    };
  }, [database, needsAttention, unsent]);
  return refused;
}

/** The documents in quarantine; empty until they have been read. */
export function useUnreadable(): readonly UnreadableDocument[] {
  const { database } = useTeam();
  const { quarantined } = useSyncStatus();
  const [documents, setDocuments] = useState<readonly UnreadableDocument[]>([]);
  useEffect(() => {
    let current = true;
    const read = async () => {
      const kept = await quarantinedIn(database.collections.local);
      if (current) setDocuments(kept.map(({ id, doc }) => ({ id, doc })));
    };
    drop(read());
    return () => {
      current = false;
    };
  }, [database, quarantined]);
  return documents;
}
