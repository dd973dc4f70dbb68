import type { WebContents } from 'electron';
import type { EventPayload } from '@shared/ipc/events';
import type { AppLink } from '@shared/ipc/links';
import { eventChannel, type EventName } from '@shared/ipc/names';

/** The part of a page that receives events. */
export type EventTarget = Pick<WebContents, 'send' | 'isDestroyed'>;

/** What waited for the page. */
export interface Waiting {
  readonly links: AppLink[];
  readonly hotkeyPressed: boolean;
}

/** Events from main to the page. */
export interface Outbox {
  /** Sends at once when the page listens; links and the call key wait for it, the rest is worthless later. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** The page listens from now on; hands over what waited. */
  connect(page: EventTarget): Waiting;
  /** The page is being loaded again, or is gone. */
  disconnect(): void;
}

/** More links than this at once are not a person clicking. */
const MOST_LINKS = 20;

/** A deep link can start the app: it arrives long before the page can listen. */
export function createOutbox(): Outbox {
  let page: EventTarget | null = null;
  let links: AppLink[] = [];
  let hotkeyPressed = false;
  const send = (name: EventName, payload: unknown): boolean => {
    if (page === null || page.isDestroyed()) return false;
    page.send(eventChannel(name), payload);
    return true;
  };
  return {
    emit(name, payload) {
      if (send(name, payload)) return;
      if (name === 'openLink') links = [...links, payload as AppLink].slice(-MOST_LINKS);
      if (name === 'callHotkey') hotkeyPressed = true;
    },
    connect(next) {
      page = next;
      const waiting = { links, hotkeyPressed };
      links = [];
      hotkeyPressed = false;
      return waiting;
    },
    disconnect() {
      page = null;
    },
  };
}
