export function SyncPill() {
  return null;
}
