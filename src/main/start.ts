import type { App, Event, Protocol } from 'electron';
import type { AppLink } from '@shared/ipc/links';
import { deepLinkFromArguments, LINK_SCHEME, parseDeepLink } from './desktop/deep-link';
import { createOutbox, type Outbox } from './desktop/outbox';
import { APP_SCHEMES } from './origin';
import { hardenPage, type LockablePage } from './window/harden';

/** What is used of Electron's `app` before and around the running shell. */
export interface StartableApp extends Pick<
  App,
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'whenReady'
  | 'setPath'
  | 'enableSandbox'
  | 'setAsDefaultProtocolClient'
  | 'setAppUserModelId'
  | 'isPackaged'
> {
  on(event: 'second-instance', listener: (event: Event, argv: string[]) => void): unknown;
  on(event: 'open-url', listener: (event: Pick<Event, 'preventDefault'>, url: string) => void): unknown;
  on(event: 'web-contents-created', listener: (event: Event, page: LockablePage) => void): unknown;
  on(event: 'window-all-closed' | 'activate' | 'before-quit', listener: () => void): unknown;
  on(event: 'will-quit', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
}

/** The shell after the app is ready. */
export interface RunningShell {
  /** Makes or raises the window. */
  show(): void;
  openOutside(address: string): void;
  /** Ends every open request; safe to call twice. */
  abortRequests(reason: string): void;
  /** Stops what outlives windows: the hub, the key. */
  close(): Promise<void>;
}

export interface StartParts {
  readonly app: StartableApp;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>;
  readonly platform: NodeJS.Platform;
  readonly argv: readonly string[];
  /** Another folder for everything this app keeps, or undefined for the system's usual one. */
  readonly dataDirectory: string | undefined;
  readonly makeDirectory: (path: string) => void;
  readonly open: (outbox: Outbox) => Promise<RunningShell>;
  /** The app could not start: tells the person. */
  readonly onStartFailed: (error: unknown) => void;
}

/** Same as `appId` of the installer: Windows shows notifications only under it. */
export const APP_ID = 'fi.luuri.desktop';

/**
 * Starts the app. The order matters: the profile's place is part of the lock, so it comes first; the lock comes
 * before anything reads or writes the profile; schemes, sandbox and listeners come before `ready`. Answers false
 * when another Luuri has this profile: then that one is shown, and this process ends.
 */
export function startShell(parts: StartParts): boolean {
  const { app } = parts;
  if (parts.dataDirectory !== undefined) {
    parts.makeDirectory(parts.dataDirectory);
    app.setPath('userData', parts.dataDirectory);
  }
  parts.protocol.registerSchemesAsPrivileged(APP_SCHEMES);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.enableSandbox();
  if (parts.platform === 'win32') app.setAppUserModelId(APP_ID);
  // In development it would register the bare Electron for the links of the installed app.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);

  const outbox = createOutbox();
  let running: RunningShell | null = null;
  const open = (link: AppLink | null): void => {
    if (link !== null) outbox.emit('openLink', link);
    running?.show();
  };
  app.on('second-instance', (_event, argv) => open(deepLinkFromArguments(argv)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    open(parseDeepLink(url));
  });
  app.on('web-contents-created', (_event, page) => {
    hardenPage(page, (address) => running?.openOutside(address));
  });
  app.on('activate', () => running?.show());
  app.on('window-all-closed', () => {
    if (parts.platform !== 'darwin') app.quit();
  });
  endCleanly(app, () => running);

  const first = deepLinkFromArguments(parts.argv);
  if (first !== null) outbox.emit('openLink', first);
  app
    .whenReady()
    .then(() => parts.open(outbox))
    .then((shell) => {
      running = shell;
      shell.show();
    })
    .catch((error: unknown) => {
      parts.onStartFailed(error);
      app.exit(1);
    });
  return true;
}

/** Waits for the hub to close its database before the process ends. */
function endCleanly(app: StartableApp, running: () => RunningShell | null): void {
  let closed = false;
  let closing = false;
  app.on('before-quit', () => running()?.abortRequests('the app is quitting'));
  app.on('will-quit', (event) => {
    const shell = running();
    if (closed || shell === null) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    const end = (): void => {
      closed = true;
      app.quit();
    };
    shell.close().then(end, end);
  });
}
