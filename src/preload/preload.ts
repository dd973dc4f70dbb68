import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { BRIDGE_KEY, type Bridge, type Unsubscribe } from '@shared/ipc/bridge';
import { callChannel, callNames, eventChannel, eventNames } from '@shared/ipc/names';
import type { CallName, EventName } from '@shared/ipc/names';

/** One closed function a call: the page can neither choose a channel nor add arguments. */
function call(name: CallName) {
  const channel = callChannel(name);
  return (argument?: unknown) => ipcRenderer.invoke(channel, argument);
}

/** One closed function an event. Electron's event object stays here: it would hand out `sender`. */
function on(name: EventName) {
  const channel = eventChannel(name);
  return (listener: (payload: never) => void): Unsubscribe => {
    const deliver = (_event: IpcRendererEvent, payload: unknown): void => listener(payload as never);
    ipcRenderer.on(channel, deliver);
    return () => {
      ipcRenderer.off(channel, deliver);
    };
  };
}

function byName<N extends string, V>(names: readonly N[], make: (name: N) => V): Record<N, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, V>;
}

const bridge = { calls: byName(callNames, call), on: byName(eventNames, on) } satisfies Bridge;

contextBridge.exposeInMainWorld(BRIDGE_KEY, bridge);
