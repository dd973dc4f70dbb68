import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { ShellSettings } from '../desktop/settings';

const DEFAULT_SIZE = { width: 1280, height: 820 };
const SMALLEST = { minWidth: 800, minHeight: 600 };

/** Part of a remembered window that must still be on a screen, in pixels, so that it can be grabbed. */
const VISIBLE = 100;

/**
 * Options of the one window. Every safety switch is written out although some are defaults: a changed default
 * must not open the app.
 */
export function windowOptions(
  preload: string,
  remembered: ShellSettings['window'],
  screens: readonly Rectangle[],
  dark: boolean,
): BrowserWindowConstructorOptions {
  return {
    ...DEFAULT_SIZE,
    ...SMALLEST,
    ...(remembered !== null && isOnAScreen(remembered.bounds, screens) ? remembered.bounds : {}),
    // Shown when the first page is painted: no white flash.
    show: false,
    backgroundColor: dark ? '#1a1b1e' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // Its word lists come from a foreign server, and there is none for Finnish.
      spellcheck: false,
    },
  };
}

/** A screen may have been unplugged since: a window nobody can see is a window that does not start. */
export function isOnAScreen(window: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const width = overlap(window.x, window.width, screen.x, screen.width);
    const height = overlap(window.y, window.height, screen.y, screen.height);
    return width >= VISIBLE && height >= VISIBLE;
  });
}

function overlap(aStart: number, aLength: number, bStart: number, bLength: number): number {
  return Math.min(aStart + aLength, bStart + bLength) - Math.max(aStart, bStart);
}
