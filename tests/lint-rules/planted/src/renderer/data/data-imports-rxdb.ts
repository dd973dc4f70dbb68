import type { RxDatabase } from 'rxdb';
import { ground } from '@shared/couchdb-sync/ground';

export type Right = RxDatabase;
export const right = ground;
