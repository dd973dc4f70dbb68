export { TicketPage } from './ticket-page';
export { TicketView } from './ticket-view';
export { NewTicketDialog } from './new-ticket-dialog';
