export function CustomersPage(_props: { selectedId: string }) {
  return null;
}
