import { BRIDGE_KEY, type Bridge } from '@shared/ipc/bridge';
import { browserBackups } from './backup/browser-folder';
import { createBrowserPlatform, type NotificationPart } from './browser-platform';
import { createElectronPlatform } from './electron-platform';
import { opfsDisk } from './journal/opfs-disk';
import type { Platform } from './platform-port';

declare global {
  interface Window {
    /** Put there by the desktop app's preload script; absent in a browser. */
    readonly [BRIDGE_KEY]?: Bridge;
  }
}

function choosePlatform(): Platform {
  const fetchHere = (path: string, init?: RequestInit): Promise<Response> => fetch(path, init);
  const bridge = window[BRIDGE_KEY];
  if (bridge !== undefined) return createElectronPlatform(bridge, fetchHere);
  return createBrowserPlatform({
    document,
    navigator,
    window,
    notification: notifications(),
    fetch: fetchHere,
    journal: opfsDisk,
    backups: browserBackups,
  });
}

function notifications(): NotificationPart | null {
  if (!('Notification' in window)) return null;
  return {
    permission: () => Notification.permission,
    requestPermission: () => Notification.requestPermission(),
    show: (title, body, onClick) => {
      new Notification(title, { body }).addEventListener('click', onClick);
    },
  };
}

/** The shell this page runs in: chosen once, by whether the desktop app's bridge is there. */
export const platform: Platform = choosePlatform();
