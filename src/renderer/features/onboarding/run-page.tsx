export function RunPage(_props: { id: string }) {
  return null;
}
