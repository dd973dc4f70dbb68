/** Where a shortcut works. `list` and `ticket` are handled by the screen that has them. */
export type KeyScope = 'anywhere' | 'list' | 'ticket' | 'call';

export interface KeyBinding {
  /** As `KeyboardEvent.key`, with `mod+` for Ctrl or Cmd; a sequence is two keys with a space. */
  keys: string;
  scope: KeyScope;
}

/** Every shortcut of the app; help (`?`) is made from this table, with the texts `help:keys.<id>`. */
export const keyTable = {
  logCall: { keys: 'F2', scope: 'anywhere' },
  commands: { keys: 'mod+k', scope: 'anywhere' },
  search: { keys: '/', scope: 'anywhere' },
  help: { keys: '?', scope: 'anywhere' },
  newTicket: { keys: 'c', scope: 'anywhere' },
  undo: { keys: 'u', scope: 'anywhere' },
  goQueue: { keys: 'g q', scope: 'anywhere' },
  goCalls: { keys: 'g c', scope: 'anywhere' },
  goCallbacks: { keys: 'g b', scope: 'anywhere' },
  goOnboarding: { keys: 'g o', scope: 'anywhere' },
  goCustomers: { keys: 'g u', scope: 'anywhere' },
  goConflicts: { keys: 'g x', scope: 'anywhere' },
  goSettings: { keys: 'g s', scope: 'anywhere' },
  down: { keys: 'j', scope: 'list' },
  up: { keys: 'k', scope: 'list' },
  open: { keys: 'Enter', scope: 'list' },
  back: { keys: 'Escape', scope: 'list' },
  reply: { keys: 'r', scope: 'ticket' },
  note: { keys: 'n', scope: 'ticket' },
  assign: { keys: 'a', scope: 'ticket' },
  assignToMe: { keys: 'm', scope: 'ticket' },
  status: { keys: 's', scope: 'ticket' },
  priority: { keys: 'p', scope: 'ticket' },
  tags: { keys: 't', scope: 'ticket' },
  resolve: { keys: 'e', scope: 'ticket' },
  wrapUp: { keys: 'mod+Enter', scope: 'call' },
  hold: { keys: 'mod+h', scope: 'call' },
  ticketFromCall: { keys: 'mod+t', scope: 'call' },
} as const satisfies Record<string, KeyBinding>;

export type ShortcutId = keyof typeof keyTable;
