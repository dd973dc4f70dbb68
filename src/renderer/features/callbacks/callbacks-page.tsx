export function CallbacksPage(_props: { selectedId: string }) {
  return null;
}
