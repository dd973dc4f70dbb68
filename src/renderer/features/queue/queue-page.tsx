import type { ReactNode } from 'react';

export function QueuePage(props: { selectedId: string; renderTicket: (id: string) => ReactNode }) {
  return <div>{props.selectedId ? props.renderTicket(props.selectedId) : null}</div>;
}
