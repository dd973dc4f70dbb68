import { ground } from '@shared/couchdb-sync/ground';

export const planted = ground;
