/**
 * Names only, so that the preload script carries no validation library: it runs before every page load and
 * validates nothing, because main parses whatever arrives. `calls.ts` and `events.ts` must define exactly these.
 */
export const callNames = [
  'appInfo',
  'ready',
  'openExternal',
  'dial',
  'copyText',
  'saveFile',
  'pickFiles',
  'notify',
  'setBadge',
  'print',
  'getHotkey',
  'setHotkey',
  'setAppearance',
  'flushStorage',
  'freeSpace',
  'journalList',
  'journalRead',
  'journalWrite',
  'journalRemove',
  'backupList',
  'backupWrite',
  'backupKeep',
  'backupDrop',
  'backupRemove',
  'backupRead',
  'backupSaveCopy',
  'backupPick',
] as const;

export type CallName = (typeof callNames)[number];

export const eventNames = ['callHotkey', 'openLink', 'menuCommand', 'power'] as const;

export type EventName = (typeof eventNames)[number];

/** The Electron channel of a call. */
export function callChannel(name: CallName): string {
  return `luuri:call:${name}`;
}

/** The Electron channel of an event from main to the page. */
export function eventChannel(name: EventName): string {
  return `luuri:event:${name}`;
}
