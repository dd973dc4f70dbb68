import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { BRIDGE_KEY, type Bridge } from '@shared/ipc/bridge';
import { callChannel, callNames, eventChannel, eventNames } from '@shared/ipc/names';
import type { CallName, EventName } from '@shared/ipc/names';

/** One closed function a call: the page can neither choose a channel nor add arguments. */
function call(name: CallName): (argument?: unknown) => Promise<unknown> {
  const channel = callChannel(name);
  return (argument) => ipcRenderer.invoke(channel, argument);
}

/** One closed function an event. Electron's event object stays here: it would hand out `sender`. */
function on(name: EventName): (listener: (payload: unknown) => void) => () => void {
  const channel = eventChannel(name);
  return (listener) => {
    const deliver = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, deliver);
    return () => {
      ipcRenderer.off(channel, deliver);
    };
  };
}

const bridge = {
  calls: Object.fromEntries(callNames.map((name) => [name, call(name)])) as unknown as Bridge['calls'],
  on: Object.fromEntries(eventNames.map((name) => [name, on(name)])) as unknown as Bridge['on'],
} satisfies Bridge;

contextBridge.exposeInMainWorld(BRIDGE_KEY, bridge);
