import { createContext, useContext } from 'react';

/** Who a call or a new ticket starts with, as far as the place it is started from knows. */
export interface Prefill {
  phone?: string;
  contactId?: string;
  customerId?: string;
  ticketId?: string;
  callbackId?: string;
  runId?: string;
  direction?: 'in' | 'out';
  subject?: string;
  description?: string;
  callId?: string;
  priority?: string;
}

/** What one feature asks of the app without knowing the feature that does it. */
export interface AppActions {
  /** Starts logging a call and opens its dock. */
  logCall(prefill?: Prefill): void;
  /** Opens the new-ticket form. `onCreated` hears the id when it has been saved. */
  newTicket(prefill?: Prefill, onCreated?: (id: string) => void): void;
  planCallback(prefill?: Prefill): void;
  /** Goes to a record's own screen: ticket, call, callback, customer, contact, run. */
  open(id: string): void;
}

export const AppActionsContext = createContext<AppActions | null>(null);

export function useAppActions(): AppActions {
  const actions = useContext(AppActionsContext);
  if (!actions) throw new Error('app actions are provided by the app shell');
  return actions;
}
