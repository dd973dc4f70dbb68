export function TicketPage(_props: { id: string }) {
  return null;
}
