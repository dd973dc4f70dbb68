import type { RxDatabase } from 'rxdb';

export type Planted = RxDatabase;
