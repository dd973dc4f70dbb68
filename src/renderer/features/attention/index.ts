export { AttentionPage } from './attention-page';
export { SyncPill } from './sync-pill';
