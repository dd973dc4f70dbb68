import { useState } from 'react';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import type { EntryKind } from './composer/use-entry-draft';
import type { OpenSignals } from './ticket-properties';
import type { TicketEdits } from './use-ticket-edits';

type Signals = OpenSignals & { write: number };

const still: Signals = { status: 0, priority: 0, assign: 0, tags: 0, write: 0 };

/** The single-key acts of a ticket. What a key opens hears of it by a number that grows. */
export function useTicketKeys({
  canWrite,
  edits,
  user,
  onWrite,
}: {
  canWrite: boolean;
  edits: TicketEdits;
  user: string;
  onWrite: (kind: EntryKind) => void;
}): Signals {
  const [signals, setSignals] = useState(still);
  const signal = (name: keyof Signals) => setSignals((now) => ({ ...now, [name]: now[name] + 1 }));
  const write = (kind: EntryKind) => {
    onWrite(kind);
    signal('write');
  };
  useShortcut('reply', () => write('reply'), canWrite);
  useShortcut('note', () => write('note'), canWrite);
  useShortcut('assign', () => signal('assign'), canWrite);
  useShortcut('assignToMe', () => edits.edit({ assignee: user }), canWrite);
  useShortcut('status', () => signal('status'), canWrite);
  useShortcut('priority', () => signal('priority'), canWrite);
  useShortcut('tags', () => signal('tags'), canWrite);
  useShortcut('resolve', () => edits.resolve(), canWrite);
  return signals;
}
