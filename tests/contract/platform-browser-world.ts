import { resolveObjectURL } from 'node:buffer';
import { browserBackups } from '@renderer/platform/backup/browser-folder';
import { createBrowserPlatform, type BrowserParts } from '@renderer/platform/browser-platform';
import { nothingSeen, type PlatformWorld } from './platform-world';

/** The few elements the platform makes, each doing what the browser would do. */
function fakeDocument(world: {
  readonly onFollow: (address: string) => void;
  readonly onDownload: (name: string, address: string) => void;
  readonly onPick: (input: FakeInput) => void;
}): Document {
  const createElement = (tag: string): unknown => {
    if (tag === 'input') return new FakeInput(world.onPick);
    if (tag !== 'a') throw new Error(`no ${tag} in this world`);
    const link = {
      href: '',
      rel: '',
      download: '',
      click() {
        if (link.download === '') world.onFollow(link.href);
        else world.onDownload(link.download, link.href);
      },
    };
    return link;
  };
  return { createElement } as unknown as Document;
}

class FakeInput extends EventTarget {
  type = '';
  multiple = false;
  accept = '';
  files: File[] = [];
  constructor(private readonly onPick: (input: FakeInput) => void) {
    super();
  }
  click(): void {
    this.onPick(this);
  }
}

export type BrowserWorld = PlatformWorld & { permission: NotificationPermission };

/** The browser platform in a page made of its few used parts. */
export function browserWorld(changes: Partial<BrowserParts> = {}): BrowserWorld {
  const seen = nothingSeen();
  const downloads = new Map<string, string>();
  let click: () => void = () => undefined;
  const world: Omit<BrowserWorld, 'platform'> = {
    seen,
    next: { cancel: false, files: [] },
    permission: 'default',
    saved: async (name) => (await resolveObjectURL(downloads.get(name) ?? '')?.text()) ?? null,
    clickNotice: () => click(),
    desktop: false,
    close: () => {
      for (const address of downloads.values()) URL.revokeObjectURL(address);
    },
  };
  const platform = createBrowserPlatform({
    document: fakeDocument({
      onFollow: (address) => void seen.opened.push(address),
      onDownload: (name, address) => void downloads.set(name, address),
      onPick: (input) => {
        input.files = world.next.files.map(({ name, bytes }) => new File([bytes], name));
        input.dispatchEvent(new Event(world.next.cancel ? 'cancel' : 'change'));
      },
    }),
    navigator: {
      language: 'fi-FI',
      clipboard: { writeText: async (text) => void seen.copied.push(text) },
      setAppBadge: async (count) => void seen.badges.push(count ?? 0),
      clearAppBadge: async () => void seen.badges.push(0),
    },
    window: {
      open: (address) => {
        seen.opened.push(String(address));
        return null;
      },
      confirm: () => true,
      print: () => void seen.printed.push(true),
      focus: () => undefined,
    },
    notification: {
      permission: () => world.permission,
      requestPermission: async () =>
        (world.permission = world.permission === 'default' ? 'granted' : 'denied'),
      show: (title, body, onClick) => {
        seen.notices.push({ title, body });
        click = onClick;
      },
    },
    // The worker's folder exists in a browser alone: tests/e2e/crash.spec.ts has it.
    journal: () => null,
    backups: browserBackups,
    fetch: async (path) =>
      Response.json(path === '/api/info' ? { product: 'luuri', version: '0.1.0' } : { address: null }),
    ...changes,
  });
  return Object.assign(world, { platform });
}
