export function TicketView(_props: { id: string }) {
  return null;
}
