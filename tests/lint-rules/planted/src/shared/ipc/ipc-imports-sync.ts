import { ground } from '../couchdb-sync/ground';

export const planted = ground;
