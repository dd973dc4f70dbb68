import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type * as Electron from 'electron';
import type { Fetch } from '@shared/db-gateway/types';
import { drop } from '@shared/lib/drop';
import { wait } from '@shared/lib/wait';
import { openBackupShelf } from './backup/backup-folder';
import { createConnectionApi } from './connection/connection-api';
import { createConnections, savedConnection } from './connection/connections';
import { createOpenRequests } from './connection/open-requests';
import { createSecretStore, secretsFile } from './connection/secret-store';
import { createAppearance } from './desktop/appearance';
import { askReload, confirmEnd, confirmUnencrypted, confirmUnprotectedSecrets } from './desktop/dialogs';
import { createExternalGate } from './desktop/external-gate';
import { createHotkey } from './desktop/hotkey';
import { menuTemplate } from './desktop/menu';
import { createNotifier } from './desktop/notifications';
import type { Outbox } from './desktop/outbox';
import { watchPower } from './desktop/power';
import { printPage } from './desktop/printing';
import { openSettings, shellSettings } from './desktop/settings';
import { windowDialogs } from './desktop/window-dialogs';
import { jsonFile } from './files/json-file';
import { createHubChild } from './hub/hub-child';
import { hubAnswers } from './hub/hub-answers';
import { givenHub, onDisk } from './hub/hub-location';
import { freePort } from './hub/free-port';
import { createHandlers } from './ipc/handlers';
import { freeBytesOf } from './files/free-bytes';
import { openJournalFolder } from './journal/journal-folder';
import { registerCalls } from './ipc/register';
import { APP_ORIGIN, APP_SCHEME } from './origin';
import { createAppProtocol } from './protocol/app-protocol';
import { pageFiles } from './protocol/page-files';
import type { RunningShell } from './start';
import { lockPermissions } from './window/permissions';
import { createWindowHost } from './window/window-host';

/** Electron's parts, taken as an argument so that a test can hand in others. */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>;

export interface ComposeParts {
  readonly electron: ElectronParts;
  readonly outbox: Outbox;
  /** The `out` folder: main, preload, renderer and hub lie side by side in it. */
  readonly out: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** Failures for the log of whoever started the app; never what a customer said. */
function log(what: string, error: unknown): void {
  console.error(`[luuri] ${what}:`, error);
}

/** Looked up at each call: certificates and tests may change what it does. */
const nodeFetch: Fetch = (address, init) => fetch(address, init);

/** Puts the shell together once the app is ready. Only wiring: every part is tested on its own. */
export async function composeShell(parts: ComposeParts): Promise<RunningShell> {
  const { electron, outbox, out, environment, platform } = parts;
  const { app, dialog } = electron;
  const profile = app.getPath('userData');
  const session = electron.session.defaultSession;
  const settings = await openSettings(jsonFile(join(profile, 'shell.json'), shellSettings));

  const appearance = createAppearance({
    settings,
    nativeTheme: electron.nativeTheme,
    locale: app.getLocale(),
    onLanguage: () => setMenu(),
  });
  const { showMessage, showSave, showOpen } = windowDialogs(dialog, () => host.window());
  const openExternal = createExternalGate({
    shell: electron.shell,
    confirm: (address) => confirmUnencrypted(showMessage, appearance.text(), address),
  });

  const secrets = createSecretStore({
    safeStorage: electron.safeStorage,
    platform,
    file: jsonFile(join(profile, 'secrets.json'), secretsFile),
    confirmUnprotected: () => confirmUnprotectedSecrets(showMessage, appearance.text()),
  });
  const hub = createHubChild({
    fork: (path, args, options) => electron.utilityProcess.fork(path, args, options),
    entry: onDisk(join(out, 'hub', 'hub.js')),
    dataDirectory: join(profile, 'hub'),
    environment,
    freePort,
    answers: (address) => hubAnswers(nodeFetch, address),
    wait,
    log,
  });
  const requests = createOpenRequests();
  const journals = openJournalFolder(join(profile, 'journal'), log);
  const fileDialogs = {
    showSave,
    showOpen,
    documents: app.getPath('documents'),
    text: () => appearance.text().files,
    randomName: randomUUID,
  };
  const backups = openBackupShelf({ folder: join(profile, 'backups'), dialogs: fileDialogs, log });
  const connections = createConnections({
    file: jsonFile(join(profile, 'connection.json'), savedConnection),
    secrets,
    fetch: nodeFetch,
    localHub: async () => givenHub(environment) ?? hub.address(),
    onSwitch: requests.abortAll,
  });

  session.protocol.handle(
    APP_SCHEME,
    createAppProtocol({
      files: pageFiles(app.isPackaged, environment, join(out, 'renderer')),
      connection: createConnectionApi(connections),
      server: (request) => requests.run(request, async (own) => (await connections.gateway())(own)),
      abort: requests.abort,
      clear: () => session.clearStorageData({ origin: APP_ORIGIN }),
      log,
    }),
  );
  lockPermissions(session);

  const host = createWindowHost<Electron.BrowserWindow>({
    create: (options) => new electron.BrowserWindow(options),
    screens: () => electron.screen.getAllDisplays().map((display) => display.workArea),
    preload: join(out, 'preload', 'preload.cjs'),
    settings,
    dark: appearance.dark,
    onPageLeft: () => {
      outbox.disconnect();
      backups.pageLeft();
    },
    askReload: () => askReload(showMessage, appearance.text()),
    askEnd: () => confirmEnd(showMessage, appearance.text()),
    now: () => performance.now(),
    quit: () => app.quit(),
    flushStorage: () => session.flushStorageData(),
    log,
  });

  const hotkey = createHotkey({
    globalShortcut: electron.globalShortcut,
    wayland: platform === 'linux' && environment['XDG_SESSION_TYPE'] === 'wayland',
    onPress: () => {
      outbox.emit('callHotkey', { at: new Date().toISOString() });
      host.show();
    },
  });
  const wished = hotkey.set(settings.get().hotkey);
  if (!wished.ok) log('call key', new Error(wished.code));

  registerCalls(
    electron.ipcMain,
    createHandlers({
      info: () => ({
        version: app.getVersion(),
        system: platform,
        locale: app.getLocale(),
        secrets: secrets.protection(),
      }),
      page: () => host.window()?.webContents ?? null,
      outbox,
      openExternal,
      clipboard: electron.clipboard,
      files: fileDialogs,
      backups,
      notify: createNotifier({
        supported: () => electron.Notification.isSupported(),
        create: (options) => new electron.Notification(options),
        onClick: (link) => {
          if (link !== undefined) outbox.emit('openLink', link);
          host.show();
        },
      }),
      setBadge: (count) => app.setBadgeCount(count),
      hotkey,
      settings,
      appearance,
      flushStorage: () => session.flushStorageData(),
      freeSpace: () => freeBytesOf(profile),
      journals,
    }),
    log,
  );

  function setMenu(): void {
    const template = menuTemplate({
      text: appearance.text().menu,
      platform,
      development: !app.isPackaged,
      command: (command) => {
        host.show();
        outbox.emit('menuCommand', { command });
      },
      print: () => {
        const page = host.window()?.webContents;
        if (page !== undefined) drop(printPage(page), (error) => log('print', error));
      },
    });
    electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template));
  }
  setMenu();

  electron.powerMonitor.on('shutdown', () => session.flushStorageData());
  const stopWatching = watchPower({
    monitor: electron.powerMonitor,
    now: () => Date.now(),
    every: (milliseconds, tick) => {
      const timer = setInterval(tick, milliseconds);
      return () => clearInterval(timer);
    },
    onChange: (state) => {
      requests.abortAll(state);
      outbox.emit('power', { state });
    },
  });

  return {
    show: host.show,
    openOutside: (address) => drop(openExternal(address), (error) => log('open outside', error)),
    abortRequests: requests.abortAll,
    async close() {
      stopWatching();
      hotkey.release();
      requests.abortAll('the app is quitting');
      await journals.close();
      await hub.stop();
    },
  };
}
