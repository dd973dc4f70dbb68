import type { Prefill } from '@renderer/ui/app-actions';

export function NewTicketDialog(_props: {
  prefill: Prefill;
  onClose: () => void;
  onCreated: (id: string) => void;
}) {
  return null;
}
