import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { trustSystemCertificates, type CertificateParts } from './certificates';
import { composeShell } from './compose';
import { fill, languageFor, shellText } from './desktop/text';
import { startShell } from './start';

/** This file is `out/main/main.js`. */
const out = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dataDirectory = process.env['LUURI_DATA_DIR'];

startShell({
  app,
  protocol,
  platform: process.platform,
  argv: process.argv.slice(1),
  dataDirectory: dataDirectory === undefined ? undefined : resolve(dataDirectory),
  makeDirectory: (path) => void mkdirSync(path, { recursive: true }),
  open(outbox) {
    // Declared by newer Node types than those of the oldest Node the hub supports.
    trustSystemCertificates(tls as CertificateParts);
    return composeShell({
      electron: {
        app,
        BrowserWindow,
        clipboard,
        dialog,
        globalShortcut,
        ipcMain,
        Menu,
        nativeTheme,
        Notification,
        powerMonitor,
        safeStorage,
        screen,
        session,
        shell,
        utilityProcess,
      },
      outbox,
      out,
      environment: process.env,
      platform: process.platform,
    });
  },
  onStartFailed(error) {
    const text = shellText(languageFor(app.getLocale())).startFailed;
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(text.title, fill(text.body, { reason }));
  },
});
