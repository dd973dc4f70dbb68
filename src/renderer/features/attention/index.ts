export { AttentionPage } from './attention-page';
export { SyncBanner } from './sync-banner';
export { SyncPill } from './sync-pill';
