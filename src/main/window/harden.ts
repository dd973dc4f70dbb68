import type { Event, HandlerDetails, WebContentsWillNavigateEventParams, WebPreferences } from 'electron';
import { isAppAddress } from '../origin';

type Navigation = Event<Pick<WebContentsWillNavigateEventParams, 'url'>>;

/** The part of a page that is locked; the real thing is checked against it where it is passed in. */
export interface LockablePage {
  readonly setWindowOpenHandler: (
    handler: (details: Pick<HandlerDetails, 'url'>) => { action: 'deny' },
  ) => void;
  on(event: 'will-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-redirect', listener: (details: Navigation) => void): unknown;
  on(event: 'will-frame-navigate', listener: (details: Navigation) => void): unknown;
  on(
    event: 'will-attach-webview',
    listener: (event: Pick<Event, 'preventDefault'>, preferences: WebPreferences) => void,
  ): unknown;
}

/**
 * Locks one page, whoever made it: it stays on the app's origin, opens no window, hosts no `<webview>`. A link
 * to elsewhere that a person clicked goes through the gate to the system's browser.
 */
export function hardenPage(page: LockablePage, openOutside: (address: string) => void): void {
  const stay = (details: Navigation): void => {
    if (isAppAddress(details.url)) return;
    details.preventDefault();
  };
  page.on('will-navigate', (details) => {
    if (isAppAddress(details.url)) return;
    details.preventDefault();
    openOutside(details.url);
  });
  page.on('will-redirect', stay);
  page.on('will-frame-navigate', stay);
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(({ url }) => {
    if (!isAppAddress(url)) openOutside(url);
    return { action: 'deny' };
  });
}
