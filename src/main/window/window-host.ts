import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Event,
  Rectangle,
  RenderProcessGoneDetails,
  WebContents,
  WebContentsDidStartNavigationEventParams,
} from 'electron';
import { drop } from '@shared/lib/drop';
import type { EventTarget } from '../desktop/outbox';
import type { Printable } from '../desktop/printing';
import type { Settings, ShellSettings } from '../desktop/settings';
import { START_ADDRESS } from '../origin';
import { windowOptions } from './main-window';

type Navigation = Event<Pick<WebContentsDidStartNavigationEventParams, 'isMainFrame' | 'isSameDocument'>>;

/** The page of the window: what is used of Electron's `WebContents`. */
export interface HostPage
  extends EventTarget, Printable, Pick<WebContents, 'id' | 'reload' | 'forcefullyCrashRenderer'> {
  on(event: 'did-start-navigation', listener: (details: Navigation) => void): unknown;
  on(
    event: 'render-process-gone',
    listener: (event: Event, details: Pick<RenderProcessGoneDetails, 'reason'>) => void,
  ): unknown;
}

/** What is used of Electron's `BrowserWindow`. */
export interface HostWindow extends Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isDestroyed'
  | 'isMaximized'
  | 'maximize'
  | 'getNormalBounds'
> {
  readonly webContents: HostPage;
  once(event: 'ready-to-show', listener: () => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
  on(event: 'query-session-end', listener: () => void): unknown;
  on(event: 'unresponsive' | 'responsive', listener: () => void): unknown;
}

export interface WindowHostParts<W extends HostWindow> {
  readonly create: (options: BrowserWindowConstructorOptions) => W;
  readonly screens: () => readonly Rectangle[];
  readonly preload: string;
  readonly settings: Settings;
  readonly dark: () => boolean;
  /** The page stopped listening: it is being loaded, or is gone. */
  readonly onPageLeft: () => void;
  /** The page's process dies again and again: reload (true) or quit (false)? */
  readonly askReload: () => Promise<boolean>;
  /** The page does not answer: end it (true) or wait (false)? */
  readonly askEnd: () => Promise<boolean>;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  readonly quit: () => void;
  readonly flushStorage: () => void;
  readonly log: (what: string, error: unknown) => void;
}

export interface WindowHost<W extends HostWindow> {
  /** Makes the window when there is none, and brings it forward. */
  show(): void;
  window(): W | null;
}

/** A page that died so often within so many ms is not loaded again without asking. */
const RELOADS = 3;
const WITHIN = 60_000;

/** Keeps the one window of the app. */
export function createWindowHost<W extends HostWindow>(parts: WindowHostParts<W>): WindowHost<W> {
  let current: W | null = null;
  let reloads: number[] = [];

  function open(): W {
    const { settings, screens, preload, dark } = parts;
    const remembered = settings.get().window;
    const window = parts.create(windowOptions(preload, remembered, screens(), dark()));
    if (remembered?.maximized === true) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('close', () => {
      parts.flushStorage();
      drop(settings.change({ window: placeOf(window) }), (error) => parts.log('window place', error));
    });
    // Windows gives a moment between this and the end of the session.
    window.on('query-session-end', () => parts.flushStorage());
    window.on('closed', () => {
      current = null;
      parts.onPageLeft();
    });
    watchPage(window);
    watchFreezing(window);
    drop(window.loadURL(START_ADDRESS), (error) => parts.log('load page', error));
    return window;
  }

  function watchPage(window: W): void {
    const page = window.webContents;
    page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) parts.onPageLeft();
    });
    page.on('render-process-gone', (_event, { reason }) => {
      parts.onPageLeft();
      if (reason === 'clean-exit') return;
      parts.log('page process', new Error(reason));
      drop(recover(window), (error) => parts.log('page process', error));
    });
  }

  /** What was typed comes back with the page. One that dies at once would be loaded for ever: then people are asked. */
  async function recover(window: W): Promise<void> {
    const now = parts.now();
    reloads = reloads.filter((at) => now - at < WITHIN);
    const reload = reloads.length < RELOADS || (await parts.askReload());
    reloads.push(now);
    if (!reload) parts.quit();
    else if (!window.isDestroyed()) window.webContents.reload();
  }

  /** A frozen page cannot be loaded anew; it is ended, and then comes back as one that died. */
  function watchFreezing(window: W): void {
    let isFrozen = false;
    let isAsking = false;
    window.on('responsive', () => {
      isFrozen = false;
    });
    window.on('unresponsive', () => {
      isFrozen = true;
      if (isAsking) return;
      isAsking = true;
      const end = async () => {
        const wanted = await parts.askEnd();
        isAsking = false;
        if (wanted && isFrozen && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      };
      drop(end(), (error) => parts.log('frozen page', error));
    });
  }

  return {
    show() {
      if (current === null || current.isDestroyed()) {
        current = open();
        return;
      }
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
    window: () => (current === null || current.isDestroyed() ? null : current),
  };
}

function placeOf(window: HostWindow): ShellSettings['window'] {
  const { x, y, width, height } = window.getNormalBounds();
  return { bounds: { x, y, width, height }, maximized: window.isMaximized() };
}
