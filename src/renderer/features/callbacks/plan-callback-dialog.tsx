import type { Prefill } from '@renderer/ui/app-actions';

export function PlanCallbackDialog(_props: { prefill: Prefill; onClose: () => void }) {
  return null;
}
