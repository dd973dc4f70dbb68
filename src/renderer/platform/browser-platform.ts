import { z } from 'zod';
import { done, failed, type Answer } from '@shared/ipc/answer';
import { LARGEST_FILE } from '@shared/ipc/calls';
import { judgeExternalAddress } from '@shared/ipc/external-address';
import { telAddress } from '@shared/ipc/phone-link';
import { pickBackupInPage } from './backup/browser-folder';
import { copyInPage, downloadInPage, followInPage, pickInPage } from './browser-page';
import { readConnection, type FetchJson } from './connection-info';
import { createListeners } from './listeners';
import type { AppInfo, AppLink, HotkeyState, Platform } from './platform-port';

/** What this implementation uses of the browser, so that it can be tested without one. */
export interface BrowserParts {
  readonly document: Document;
  readonly navigator: Pick<Navigator, 'language'> & {
    readonly clipboard?: Pick<Clipboard, 'writeText'>;
    readonly setAppBadge?: Navigator['setAppBadge'];
    readonly clearAppBadge?: Navigator['clearAppBadge'];
  };
  readonly window: Pick<Window, 'open' | 'confirm' | 'print' | 'focus'>;
  /** Missing where notifications do not exist (some phones, plain http). */
  readonly notification: NotificationPart | null;
  readonly fetch: FetchJson;
  readonly journal: Platform['journal'];
  readonly backups: Platform['backups'];
}

export interface NotificationPart {
  readonly permission: () => NotificationPermission;
  readonly requestPermission: () => Promise<NotificationPermission>;
  readonly show: (title: string, body: string, onClick: () => void) => void;
}

const NO_HOTKEY: HotkeyState = { accelerator: null, status: 'unsupported' };
const hubInfo = z.object({ version: z.string() });

/** The platform of the browser edition. */
export function createBrowserPlatform(parts: BrowserParts): Platform {
  const links = createListeners<AppLink>();
  const { document, navigator, window } = parts;

  async function openExternal(address: string): Promise<Answer<undefined>> {
    const verdict = judgeExternalAddress(address);
    if (verdict.allow === 'no') return failed(verdict.why === 'tooLong' ? 'tooLarge' : 'refused');
    if (/^https?:/.test(verdict.address)) {
      // The browser shows the address and its missing lock itself, so http needs no question here.
      window.open(verdict.address, '_blank', 'noopener,noreferrer');
    } else {
      followInPage(document, verdict.address);
    }
    return done(undefined);
  }

  return {
    kind: 'browser',
    info: () => readInfo(parts),
    ready: () => Promise.resolve(),
    openExternal,
    async dial(number) {
      const address = telAddress(number);
      return address === null ? failed('invalid') : openExternal(address);
    },
    copyText: (text) => copyInPage(document, navigator.clipboard, text),
    async saveFile({ name, content, type }) {
      const size = typeof content === 'string' ? content.length : content.byteLength;
      if (size > LARGEST_FILE) return failed('tooLarge');
      downloadInPage(document, name, new Blob([content], { type }));
      return done({ saved: true });
    },
    pickFiles: (wish) => pickInPage(document, wish),
    async notify({ title, body, link }) {
      const part = parts.notification;
      if (part === null) return failed('unsupported');
      const permission = part.permission() === 'default' ? await part.requestPermission() : part.permission();
      if (permission !== 'granted') return failed('refused');
      part.show(title, body, () => {
        window.focus();
        if (link !== undefined) links.tell(link);
      });
      return done(undefined);
    },
    async setBadge(count) {
      const change = count === 0 ? navigator.clearAppBadge?.() : navigator.setAppBadge?.(count);
      if (change === undefined) return failed('unsupported');
      return change.then(
        () => done(undefined),
        () => failed('unsupported'),
      );
    },
    async print() {
      window.print();
      return done({ printed: true });
    },
    hotkey: () => Promise.resolve(done(NO_HOTKEY)),
    setHotkey: () => Promise.resolve(failed('unsupported')),
    // Language and theme are the page's alone here: there is no menu outside it.
    setAppearance: () => Promise.resolve(done(undefined)),
    // The browser offers no way to ask; strict durability of the writes themselves has to do.
    flushStorage: () => Promise.resolve(done(undefined)),
    journal: parts.journal,
    backups: parts.backups,
    pickBackup: () => pickBackupInPage(document),
    freeSpace: () => Promise.resolve(failed('unsupported')),
    connection: () => readConnection(parts.fetch),
    onCallHotkey: never,
    onOpenLink: links.add,
    onMenuCommand: never,
    onPower: never,
  };
}

/** Nothing outside the page can press a key or send a command here. */
function never(): () => void {
  return () => undefined;
}

async function readInfo({ fetch, navigator }: BrowserParts): Promise<Answer<AppInfo>> {
  try {
    const parsed = hubInfo.safeParse(await (await fetch('/api/info')).json());
    if (!parsed.success) return failed('invalid');
    const { version } = parsed.data;
    // The hub keeps the session in a cookie that no script can read.
    return done({ version, system: 'browser', locale: navigator.language, secrets: 'protected' });
  } catch {
    return failed('io');
  }
}
