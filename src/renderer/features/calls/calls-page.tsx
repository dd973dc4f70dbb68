export function CallsPage(_props: { selectedId: string }) {
  return null;
}
