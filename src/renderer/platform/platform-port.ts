import type { Answer } from '@shared/ipc/answer';
import type { AppInfo, HotkeyState, PickedFile } from '@shared/ipc/calls';
import type { Unsubscribe } from '@shared/ipc/bridge';
import type { MenuCommand } from '@shared/ipc/events';
import type { AppLink } from '@shared/ipc/links';
import type { BackupFolder, OpenedBackup } from '@shared/backup/folder';
import type { JournalDisk } from '@shared/journal/disk';

export type { AppInfo, AppLink, HotkeyState, MenuCommand, PickedFile, Unsubscribe };

export interface Appearance {
  readonly language: 'fi' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
}

export interface FileToSave {
  /** A name without a folder. */
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
  /** MIME type, used where the browser saves. */
  readonly type: string;
}

export interface FileWish {
  /** Without dots: `['csv', 'json']`; empty means any. */
  readonly extensions: readonly string[];
  readonly multiple: boolean;
}

/** Which server this shell forwards `/db` to. */
export interface ConnectionInfo {
  /** Null: the hub on this computer, or the one that serves this page. */
  readonly address: string | null;
}

/**
 * What the world outside the page can do for it: two implementations, one contract test. Nothing throws; an
 * expected failure is `{ok: false, code}`.
 */
export interface Platform {
  readonly kind: 'electron' | 'browser';
  info(): Promise<Answer<AppInfo>>;
  /**
   * The page can show what it is sent: call once, after the listeners below are set. Links and a press of the
   * call key that came earlier (they may have started the app) are delivered to the listeners then.
   */
  ready(): Promise<void>;
  /** Opens an https, mailto or tel address outside the app; http after a question; refuses the rest. */
  openExternal(address: string): Promise<Answer<undefined>>;
  /** Hands a phone number, as people write it, to the computer's phone program. */
  dial(number: string): Promise<Answer<undefined>>;
  copyText(text: string): Promise<Answer<undefined>>;
  /** `saved: false` when the person changed their mind. A browser cannot know and says true. */
  saveFile(file: FileToSave): Promise<Answer<{ saved: boolean }>>;
  /** An empty list when the person changed their mind. At most 100 MiB each. */
  pickFiles(wish: FileWish): Promise<Answer<PickedFile[]>>;
  /** A system notification; a click brings the app forward and delivers the link to `onOpenLink`. */
  notify(notice: { title: string; body: string; link?: AppLink }): Promise<Answer<undefined>>;
  /** The number on the app's icon; 0 removes it. */
  setBadge(count: number): Promise<Answer<undefined>>;
  /** Prints what the page shows. */
  print(): Promise<Answer<{ printed: boolean }>>;
  hotkey(): Promise<Answer<HotkeyState>>;
  /** Sets the system-wide key for "log a call", in Electron's spelling; null switches it off. */
  setHotkey(accelerator: string | null): Promise<Answer<HotkeyState>>;
  /** Menus and dialogs of the shell follow the page's language and theme. */
  setAppearance(appearance: Appearance): Promise<Answer<undefined>>;
  /** Asks for web storage to be written to disk; the page calls it when it goes away. */
  flushStorage(): Promise<Answer<undefined>>;
  /**
   * Where the journal of a team lies, outside the database (docs/journal.md); null where there is no such place (a
   * browser over plain http). Unlike the rest, what it promises rejects when the disk does. To be closed.
   */
  journal(team: string): JournalDisk | null;
  /** Where the backups of a team lie on this computer. Like the journal, what it promises rejects when the disk does. */
  backups(team: string): BackupFolder;
  /** A backup that the person chooses; null when they changed their mind. */
  pickBackup(): Promise<OpenedBackup | null>;
  /** Free bytes of the disk that holds what is stored here; `unsupported` where the shell cannot know. */
  freeSpace(): Promise<Answer<number>>;
  connection(): Promise<Answer<ConnectionInfo>>;
  /** The system-wide key was pressed; `at` is ISO 8601, UTC. */
  onCallHotkey(listener: (at: string) => void): Unsubscribe;
  onOpenLink(listener: (link: AppLink) => void): Unsubscribe;
  onMenuCommand(listener: (command: MenuCommand) => void): Unsubscribe;
  /** The computer goes to sleep, or woke: after `resume` every open request has ended. */
  onPower(listener: (state: 'suspend' | 'resume') => void): Unsubscribe;
}
