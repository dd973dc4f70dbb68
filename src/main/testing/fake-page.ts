import type { EventTarget } from '../desktop/outbox';
import type { LockablePage } from '../window/harden';
import { fakeEvents, stoppable } from './fake-events';

/** A page: can be locked, receives events, and tells what a navigation would have done. */
export function fakePage() {
  const events = fakeEvents();
  const sent: [string, ...unknown[]][] = [];
  let windowOpen: Parameters<LockablePage['setWindowOpenHandler']>[0] | null = null;
  const lockable: LockablePage = {
    on: events.on,
    setWindowOpenHandler: (handler) => {
      windowOpen = handler;
    },
  };
  const target: EventTarget = {
    isDestroyed: () => false,
    send: (channel, ...args) => void sent.push([channel, ...args]),
  };
  return {
    lockable,
    target,
    sent,
    raise: events.raise,
    /** What `window.open` gets. Throws when the page was not locked. */
    open(url: string): { action: 'deny' } {
      if (windowOpen === null) throw new Error('window.open is not handled');
      return windowOpen({ url });
    },
    /** Whether a navigation of that kind would go through. */
    navigate(kind: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string): boolean {
      const event = stoppable({ url });
      events.raise(kind, event);
      return !event.defaultPrevented;
    },
  };
}
