import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** What must never happen while strangers' text is on the screen. */
export interface Traps {
  expectNothingCaught(): void;
}

/** Lays the traps for this page and everything it loads from now on. Load the page anew after it. */
export async function layTraps(page: Page, origin: string): Promise<Traps> {
  const caught: string[] = [];
  await page.exposeFunction('luuriTrap', (what: string) => {
    caught.push(what);
  });
  await page.addInitScript(() => {
    const tell = (what: string) =>
      (globalThis as unknown as { luuriTrap(what: string): void }).luuriTrap(what);
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
      Object.defineProperty(globalThis, name, {
        value: (...args: unknown[]) => {
          tell(`window.${name}(${args.join()})`);
          return null;
        },
      });
    }
    document.addEventListener('securitypolicyviolation', (event) => {
      tell(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on('dialog', (dialog) => {
    caught.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('pageerror', (error) => caught.push(`error: ${error.stack ?? error.message}`));
  page.on('popup', (popup) => caught.push(`window: ${popup.url()}`));
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(origin)) caught.push(`went to ${frame.url()}`);
  });
  watchRequests(page, origin, (url) => caught.push(`request: ${url}`));
  return { expectNothingCaught: () => expect(caught).toEqual([]) };
}

/** Tells of requests of the page, its workers and its service worker that go anywhere but its own origin. */
function watchRequests(page: Page, origin: string, tell: (url: string) => void): void {
  page.context().on('request', (request) => {
    const url = request.url();
    const isOwn = url === origin || url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
    if (!isOwn && url !== 'about:blank') tell(url);
  });
}
