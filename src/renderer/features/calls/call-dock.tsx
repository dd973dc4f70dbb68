import type { Prefill } from '@renderer/ui/app-actions';

export function CallDock(_props: { request: Prefill | null; onHandled: () => void }) {
  return null;
}
