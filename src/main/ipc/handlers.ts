import type { Clipboard } from 'electron';
import { done, failed } from '@shared/ipc/answer';
import type { AppInfo } from '@shared/ipc/calls';
import { telAddress } from '@shared/ipc/phone-link';
import type { OpenExternal } from '../desktop/external-gate';
import { pickFiles, saveFile, type FileDialogParts } from '../desktop/file-dialogs';
import type { Hotkey } from '../desktop/hotkey';
import type { createNotifier } from '../desktop/notifications';
import type { BackupShelf } from '../backup/backup-folder';
import type { EventTarget, Outbox } from '../desktop/outbox';
import { printPage, type Printable } from '../desktop/printing';
import type { Settings } from '../desktop/settings';
import type { Appearance } from '../desktop/appearance';
import type { JournalFolder } from '../journal/journal-folder';
import type { CallHandlers } from './register';

export interface HandlerParts {
  readonly info: () => AppInfo;
  /** The window's page, or null while there is none. */
  readonly page: () => (EventTarget & Printable & { readonly id: number }) | null;
  readonly outbox: Outbox;
  readonly openExternal: OpenExternal;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly files: FileDialogParts;
  readonly notify: ReturnType<typeof createNotifier>;
  readonly setBadge: (count: number) => boolean;
  readonly hotkey: Hotkey;
  readonly settings: Settings;
  readonly appearance: Appearance;
  readonly flushStorage: () => void;
  /** Free bytes of the disk that holds the profile. */
  readonly freeSpace: () => Promise<number>;
  readonly journals: JournalFolder;
  readonly backups: BackupShelf;
}

/** What main does for each call of the contract. Arguments arrive parsed. */
export function createHandlers(parts: HandlerParts): CallHandlers {
  const { outbox, hotkey, settings, journals, backups } = parts;
  return {
    appInfo: async () => done(parts.info()),
    async ready(_argument, { windowId }) {
      const page = parts.page();
      if (page === null || page.id !== windowId) return failed('refused');
      const { links, hotkeyPressed } = outbox.connect(page);
      return done({ links, hotkeyPressed });
    },
    openExternal: (address) => parts.openExternal(address),
    async dial(number) {
      const address = telAddress(number);
      return address === null ? failed('invalid') : parts.openExternal(address);
    },
    async copyText(text) {
      await parts.clipboard.writeText(text);
      return done(undefined);
    },
    saveFile: (file) => saveFile(parts.files, file),
    pickFiles: (wish) => pickFiles(parts.files, wish),
    notify: (notice) => parts.notify(notice),
    setBadge: async (count) => (parts.setBadge(count) ? done(undefined) : failed('unsupported')),
    async print() {
      const page = parts.page();
      return page === null ? failed('refused') : printPage(page);
    },
    getHotkey: async () => done(hotkey.state()),
    async setHotkey(accelerator) {
      const answer = hotkey.set(accelerator);
      if (answer.ok) await settings.change({ hotkey: accelerator });
      return answer;
    },
    async setAppearance(wish) {
      await parts.appearance.set(wish);
      return done(undefined);
    },
    async flushStorage() {
      parts.flushStorage();
      return done(undefined);
    },
    freeSpace: async () => done(await parts.freeSpace()),
    journalList: ({ team }) => journals.list(team),
    journalRead: (place) => journals.read(place),
    journalWrite: (place) => journals.write(place),
    journalRemove: ({ team, names }) => journals.remove(team, names),
    backupList: ({ team }) => backups.list(team),
    backupWrite: (piece) => backups.write(piece),
    backupKeep: (at) => backups.keep(at),
    backupDrop: (at) => backups.drop(at),
    backupRemove: (at) => backups.remove(at),
    backupRead: (range) => backups.read(range),
    backupSaveCopy: (at) => backups.saveCopy(at),
    backupPick: () => backups.pick(),
  };
}
