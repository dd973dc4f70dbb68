export function TemplatesPage(_props: { selectedId: string }) {
  return null;
}
