import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { endStorage } from '../../fixtures/storage-in-page';
import { quantile } from '../bench';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { allSent, makeTicket, openReply, READY, signIn } from '../world/desk';
import { openHubProcess } from '../world/hub-process';
import { openPartial } from '../world/partial';
import { startTeam } from '../world/team';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

const LIMIT = 30_000;
/** What is typed reaches the journal this long after the key, ms; only a page that is killed needs it to be there. */
const ON_DISK = 300;

/** What happens to the store, or to the page itself, while somebody writes. */
const FAULTS = {
  'the browser closes the databases': closeDatabases,
  'the browser removes the databases': removeDatabases,
  'the worker with the databases ends': endWorker,
  'the page is killed': killPage,
} as const;

type Fault = keyof typeof FAULTS;

interface Outcome {
  what: string;
  same: boolean;
  /** Until the text is there to be gone on with. */
  seconds: number;
}

/** Bar 5: databases closed under the app, their worker ended, the page killed, in the middle of a reply. */
export const closedStore: DurabilityPart = {
  name: 'closed-store',
  async run({ args, app, progress }) {
    const rounds = numberArgument(args, '--closes', 50);
    const partial = openPartial('durability-closed', String(rounds), progress);
    const outcomes = await partial.once('rounds', () => closeAgainAndAgain(app, rounds, progress));
    partial.finish();
    const times = outcomes.map(({ seconds }) => seconds);
    const bar = atMost();
    const changed = outcomes.filter(({ same }) => !same).length;
    const middle = `median ${quantile(times, 0.5).toFixed(2)} s`;
    return [
      bar('5.1', `${rounds} faults under a reply: text not the same to the byte`, changed),
      bar('5.2', `until it is there again, at most (${middle})`, Math.max(...times), 's', 3),
    ];
  },
};

async function closeAgainAndAgain(
  app: string,
  rounds: number,
  progress: (text: string) => void,
): Promise<Outcome[]> {
  const hub = await openHubProcess(app);
  const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-closed-'));
  const { page: first, context, close } = await openBrowser(folder);
  const outcomes: Outcome[] = [];
  try {
    await startTeam(hub.ask);
    let page = first;
    page.setDefaultTimeout(LIMIT);
    await signIn(page, hub.url);
    await page.locator(READY).waitFor();
    await makeTicket(page, 'Kassa sammuu');
    await allSent(page);
    const faults = Object.keys(FAULTS) as Fault[];
    for (let round = 0; round < rounds; round += 1) {
      const fault = faults[round % faults.length] ?? 'the page is killed';
      const text = `${round}: kokeile käynnistää kassa uudelleen, 😀 ja soita numeroon 040 123 4567.\nTerveisin Maija`;
      const field = await openReply(page);
      await field.fill('');
      await field.pressSequentially(text.slice(0, 20), { delay: 5 });
      await page.keyboard.insertText(text.slice(20));
      const began = Date.now();
      page = await FAULTS[fault](page, context);
      const same = await cameBack(page, text);
      outcomes.push({ what: fault, same, seconds: (Date.now() - began) / 1_000 });
      progress(JSON.stringify(outcomes.at(-1)));
      // Reloads by itself are bounded to a few a minute; here they come faster than in any life.
      await page.evaluate(() => sessionStorage.removeItem('luuri.reloads'));
      await allSent(page);
    }
    return outcomes;
  } finally {
    await close();
    await hub.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether the text is in the field of a page that was loaded anew, byte by byte. */
async function cameBack(page: Page, text: string): Promise<boolean> {
  await page.waitForFunction(() => !('isOld' in globalThis) && document.querySelector('[data-ready=true]'));
  const field = await openReply(page);
  await field.filter({ hasText: /./ }).waitFor();
  return (await field.inputValue()) === text;
}

/** Marks the page, so that one can see that it was loaded anew. */
function mark(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.assign(globalThis, { isOld: true });
  });
}

async function closeDatabases(page: Page, context: BrowserContext): Promise<Page> {
  await mark(page);
  const internals = await context.newPage();
  await internals.goto('chrome://indexeddb-internals');
  await internals.getByText('Force close').first().click();
  await internals.close();
  return page;
}

async function removeDatabases(page: Page, context: BrowserContext): Promise<Page> {
  await mark(page);
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  return page;
}

async function endWorker(page: Page): Promise<Page> {
  await mark(page);
  for (const worker of page.workers()) {
    // One of a page before may be listed still.
    await worker.evaluate(endStorage).catch(() => undefined);
  }
  return page;
}

/** In the desktop app the window loads the page again; here somebody opens it again. */
async function killPage(page: Page, context: BrowserContext): Promise<Page> {
  await page.waitForTimeout(ON_DISK);
  const address = page.url();
  const session: CDPSession = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await context.newPage();
  next.setDefaultTimeout(LIMIT);
  await next.goto(address);
  await page.close();
  return next;
}
