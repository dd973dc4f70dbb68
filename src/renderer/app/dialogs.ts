import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { AppActions, Prefill } from '@renderer/ui/app-actions';
import { addressOf } from './addresses';

interface TicketRequest {
  prefill: Prefill;
  onCreated: (id: string) => void;
}

interface Dialogs {
  actions: AppActions;
  /** A call to be started; the dock answers it once. */
  callRequest: Prefill | null;
  ticketRequest: TicketRequest | null;
  callbackRequest: Prefill | null;
  closeCallRequest(): void;
  closeTicketRequest(): void;
  closeCallbackRequest(): void;
}

/** Carries requests from any feature to the one that answers them. */
export function useDialogs(): Dialogs {
  const [, navigate] = useLocation();
  const [callRequest, setCallRequest] = useState<Prefill | null>(null);
  const [ticketRequest, setTicketRequest] = useState<TicketRequest | null>(null);
  const [callbackRequest, setCallbackRequest] = useState<Prefill | null>(null);
  const actions = useMemo<AppActions>(
    () => ({
      logCall: (prefill = {}) => setCallRequest(prefill),
      newTicket: (prefill = {}, onCreated) =>
        setTicketRequest({ prefill, onCreated: onCreated ?? ((id) => navigate(addressOf(id))) }),
      planCallback: (prefill = {}) => setCallbackRequest(prefill),
      open: (id) => navigate(addressOf(id)),
    }),
    [navigate],
  );
  return {
    actions,
    callRequest,
    ticketRequest,
    callbackRequest,
    closeCallRequest: () => setCallRequest(null),
    closeTicketRequest: () => setTicketRequest(null),
    closeCallbackRequest: () => setCallbackRequest(null),
  };
}
