import { z } from 'zod';
import { failed, type Answer } from '@shared/ipc/answer';
import type { Bridge, Unsubscribe } from '@shared/ipc/bridge';
import { LARGEST_FILE, calls, type CallResult } from '@shared/ipc/calls';
import { events, type EventPayload } from '@shared/ipc/events';
import type { CallName, EventName } from '@shared/ipc/names';
import { bridgeFolder, pickOverBridge } from './backup/bridge-folder';
import { readConnection, type FetchJson } from './connection-info';
import { bridgeDisk } from './journal/bridge-disk';
import { createListeners } from './listeners';
import type { AppLink, Platform } from './platform-port';

/** The platform of the desktop app, over the bridge that the preload script made. */
export function createElectronPlatform(bridge: Bridge, fetch: FetchJson): Platform {
  const links = createListeners<AppLink>();
  const hotkey = createListeners<string>();
  listen(bridge, 'openLink', links.tell);
  listen(bridge, 'callHotkey', ({ at }) => hotkey.tell(at));

  return {
    kind: 'electron',
    info: () => checked('appInfo', bridge.calls.appInfo()),
    async ready() {
      const answer = await checked('ready', bridge.calls.ready());
      if (!answer.ok) return;
      for (const link of answer.value.links) links.tell(link);
      if (answer.value.hotkeyPressed) hotkey.tell(new Date().toISOString());
    },
    openExternal: (address) => checked('openExternal', bridge.calls.openExternal(address)),
    dial: (number) => checked('dial', bridge.calls.dial(number)),
    copyText: (text) => checked('copyText', bridge.calls.copyText(text)),
    saveFile({ name, content }) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      if (bytes.byteLength > LARGEST_FILE) return Promise.resolve(failed('tooLarge'));
      return checked('saveFile', bridge.calls.saveFile({ name, bytes }));
    },
    pickFiles: ({ extensions, multiple }) =>
      checked('pickFiles', bridge.calls.pickFiles({ extensions: [...extensions], multiple })),
    notify: (notice) => checked('notify', bridge.calls.notify(notice)),
    setBadge: (count) => checked('setBadge', bridge.calls.setBadge(count)),
    print: () => checked('print', bridge.calls.print()),
    hotkey: () => checked('getHotkey', bridge.calls.getHotkey()),
    setHotkey: (accelerator) => checked('setHotkey', bridge.calls.setHotkey(accelerator)),
    setAppearance: (appearance) => checked('setAppearance', bridge.calls.setAppearance(appearance)),
    flushStorage: () => checked('flushStorage', bridge.calls.flushStorage()),
    freeSpace: () => checked('freeSpace', bridge.calls.freeSpace()),
    journal: (team) => bridgeDisk(bridge, checked, team),
    backups: (team) => bridgeFolder(bridge, checked, team),
    pickBackup: () => pickOverBridge(bridge, checked),
    connection: () => readConnection(fetch),
    onCallHotkey: hotkey.add,
    onOpenLink: links.add,
    onMenuCommand: (listener) => listen(bridge, 'menuCommand', ({ command }) => listener(command)),
    onPower: (listener) => listen(bridge, 'power', ({ state }) => listener(state)),
  };
}

const codes = z.enum([
  'invalid',
  'forbidden',
  'refused',
  'unsupported',
  'tooLarge',
  'taken',
  'io',
  'internal',
]);

/** A rejected call (main has no handler, is quitting) and an answer of another version become values too. */
async function checked<N extends CallName>(
  name: N,
  answer: Promise<Answer<unknown>>,
): Promise<Answer<CallResult<N>>> {
  const shape = z.union([
    z.object({ ok: z.literal(true), value: calls[name].result }),
    z.object({ ok: z.literal(false), code: codes }),
  ]);
  try {
    const parsed = shape.safeParse(await answer);
    return parsed.success ? (parsed.data as Answer<CallResult<N>>) : failed('internal');
  } catch {
    return failed('internal');
  }
}

function listen<N extends EventName>(
  bridge: Bridge,
  name: N,
  listener: (payload: EventPayload<N>) => void,
): Unsubscribe {
  return bridge.on[name]((payload: unknown) => {
    const parsed = events[name].safeParse(payload);
    if (parsed.success) listener(parsed.data as EventPayload<N>);
  });
}
