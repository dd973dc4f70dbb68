import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAppearance } from '@main/desktop/appearance';
import { createExternalGate } from '@main/desktop/external-gate';
import type { FileDialogParts } from '@main/desktop/file-dialogs';
import { createHotkey } from '@main/desktop/hotkey';
import { createNotifier } from '@main/desktop/notifications';
import { createOutbox, type Outbox } from '@main/desktop/outbox';
import { openSettings, shellSettings } from '@main/desktop/settings';
import { createHandlers } from '@main/ipc/handlers';
import { registerCalls, type IpcParts } from '@main/ipc/register';
import { freeBytesOf } from '@main/files/free-bytes';
import { openBackupShelf } from '@main/backup/backup-folder';
import { openJournalFolder } from '@main/journal/journal-folder';
import { fakeEvents } from '@main/testing/fake-events';
import { createElectronPlatform } from '@renderer/platform/electron-platform';
import type { Bridge } from '@shared/ipc/bridge';
import { callChannel, callNames, eventChannel, eventNames } from '@shared/ipc/names';
import { nothingSeen, type PlatformWorld } from './platform-world';

type CallListener = Parameters<IpcParts['handle']>[1];
type Payload = (payload: unknown) => void;

/** A bridge as the preload script makes it, over a wire that copies what crosses it, as Electron's does. */
function fakeWire() {
  const handlers = new Map<string, CallListener>();
  const listeners = new Map<string, Set<Payload>>();
  const event: Parameters<CallListener>[0] = {
    senderFrame: { url: 'app://luuri/', parent: null, detached: false },
    sender: { id: 7 },
  };
  const call = (channel: string) => async (argument?: unknown) =>
    structuredClone(await handlers.get(channel)?.(event, structuredClone(argument)));
  const on = (channel: string) => (listener: Payload) => {
    const all = listeners.get(channel) ?? new Set();
    listeners.set(channel, all.add(listener));
    return () => void all.delete(listener);
  };
  return {
    ipc: {
      handle: (channel, listener) => void handlers.set(channel, listener),
      removeHandler: (channel) => void handlers.delete(channel),
    } satisfies IpcParts,
    send: (channel: string, payload: unknown) => {
      for (const listener of listeners.get(channel) ?? []) listener(structuredClone(payload));
    },
    bridge: {
      calls: Object.fromEntries(callNames.map((name) => [name, call(callChannel(name))])),
      on: Object.fromEntries(eventNames.map((name) => [name, on(eventChannel(name))])),
    } as unknown as Bridge,
  };
}

export interface ElectronWorld extends PlatformWorld {
  readonly outbox: Outbox;
  readonly pressHotkey: () => void;
}

/** The desktop platform over main's real registration and handlers; only Electron itself is a fake. */
export async function electronWorld(): Promise<ElectronWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
  const seen = nothingSeen();
  const next: PlatformWorld['next'] = { cancel: false, files: [] };
  const wire = fakeWire();
  const outbox = createOutbox();
  let click: () => void = () => undefined;
  let press: () => void = () => undefined;

  const settings = await openSettings({
    read: async () => shellSettings.parse({ v: 1 }),
    write: async () => undefined,
    remove: async () => undefined,
  });
  const appearance = createAppearance({
    settings,
    nativeTheme: { themeSource: 'system', shouldUseDarkColors: false },
    locale: 'fi-FI',
    onLanguage: () => undefined,
  });
  const files: FileDialogParts = {
    showSave: async ({ defaultPath = '' }) => ({
      canceled: next.cancel,
      filePath: next.cancel ? '' : defaultPath,
    }),
    showOpen: async () => {
      const filePaths = next.cancel ? [] : next.files.map(({ name }) => join(folder, name));
      for (const { name, bytes } of next.files) writeFileSync(join(folder, name), bytes);
      return { canceled: next.cancel, filePaths };
    },
    documents: folder,
    text: () => appearance.text().files,
    randomName: () => 'x',
  };
  const handlers = createHandlers({
    info: () => ({ version: '0.1.0', system: 'linux', locale: 'fi-FI', secrets: 'protected' }),
    page: () => ({
      id: 7,
      isDestroyed: () => false,
      send: wire.send,
      print: (_options, done) => {
        seen.printed.push(true);
        done?.(true, '');
      },
    }),
    outbox,
    openExternal: createExternalGate({
      shell: {
        openExternal: async (address) => {
          seen.opened.push(address);
        },
      },
      confirm: async () => !next.cancel,
    }),
    clipboard: {
      writeText: async (text) => {
        seen.copied.push(text);
      },
    },
    files,
    notify: createNotifier({
      supported: () => true,
      create: ({ title = '', body = '' }) => {
        const events = fakeEvents();
        click = () => events.raise('click');
        return { on: events.on, show: () => void seen.notices.push({ title, body }) };
      },
      onClick: (link) => {
        if (link !== undefined) outbox.emit('openLink', link);
      },
    }),
    setBadge: (count) => seen.badges.push(count) > 0,
    hotkey: createHotkey({
      globalShortcut: {
        register: (_key, callback) => {
          press = callback;
          return true;
        },
        unregister: () => undefined,
      },
      wayland: false,
      onPress: () => outbox.emit('callHotkey', { at: '2026-11-21T10:00:00.000Z' }),
    }),
    settings,
    appearance,
    flushStorage: () => undefined,
    freeSpace: () => freeBytesOf(folder),
    journals: openJournalFolder(join(folder, 'journal'), () => undefined),
    backups: openBackupShelf({ folder: join(folder, 'backups'), dialogs: files, log: () => undefined }),
  });
  registerCalls(wire.ipc, handlers, (what, error) => {
    throw new Error(what, { cause: error });
  });

  return {
    platform: createElectronPlatform(wire.bridge, async () => Response.json({ address: null })),
    seen,
    next,
    outbox,
    saved: async (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null),
    clickNotice: () => click(),
    pressHotkey: () => press(),
    desktop: true,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
