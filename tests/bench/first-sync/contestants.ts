import { loadavg } from 'node:os';
import type { FilledServer } from '../world/filled-server';
import type { Browser } from '../world/browser';
import { openBrowser } from '../world/browser';
import { settled } from '../world/settled';
import { countStored } from '../world/stored-tickets';
import { LEAD } from '../world/team';

/** What one first sync took. */
export interface FirstSync {
  /** From signing in (ours: the click) until everything is stored, s. */
  seconds: number;
  /** Ours only: from the click on "sign in" until the queue shows tickets, s. */
  firstRows: number | null;
  /** Longest task of the page's main thread, ms. */
  stall: number;
  documents: number;
  /** The machine's load when it was over: what else was going on. */
  load: number;
}

export const PEERS = ['floor', 'rxdb', 'pouchdb'] as const;
export type Contestant = 'ours' | (typeof PEERS)[number];

/** Longer than this, ms, and it has not finished. */
const LIMIT = 600_000;

/** Runs one of them in a fresh profile, on a machine that has settled. */
export async function firstSync(contestant: Contestant, server: FilledServer): Promise<FirstSync> {
  await settled();
  const browser = await openBrowser();
  try {
    return await (contestant === 'ours' ? ours(browser, server) : peer(contestant, browser, server));
  } finally {
    await browser.close();
  }
}

async function peer(
  name: Contestant,
  { page, ...browser }: Browser,
  server: FilledServer,
): Promise<FirstSync> {
  page.setDefaultTimeout(LIMIT);
  await page.goto(`${server.url}/bench.html`);
  const since = await browser.now();
  const began = Date.now();
  // In the time of each: a password is checked slowly on purpose, and ours begins with the same check.
  await page.evaluate(signIn, { name: server.user, password: LEAD.password });
  const documents = await page.evaluate(runPeer, { name, database: server.database });
  const seconds = (Date.now() - began) / 1000;
  const stall = await browser.longestStall(since);
  return { seconds, firstRows: null, stall, documents, load: loadavg()[0] ?? 0 };
}

async function ours({ page, ...browser }: Browser, server: FilledServer): Promise<FirstSync> {
  await page.addInitScript(noteMoments);
  const since = await startOurs({ page, ...browser }, server, server.url);
  // Looked at now and then: a look at each frame would make the page draw frames that nobody needs.
  await page.waitForFunction(isUpToDate, undefined, { timeout: LIMIT, polling: 200 });
  const stall = await browser.longestStall(since);
  const documents = await page.evaluate(countStored);
  const { signedIn, firstRows, upToDate } = await page.evaluate(notedMoments);
  return {
    seconds: (upToDate - signedIn) / 1000,
    firstRows: (firstRows - signedIn) / 1000,
    ...{ stall, documents, load: loadavg()[0] ?? 0 },
  };
}

/**
 * Signs in to the app on a fresh profile, which begins the first sync.
 * @returns a moment before the click, on the page's clock, ms
 */
export async function startOurs(
  { page, now }: Pick<Browser, 'page' | 'now'>,
  server: FilledServer,
  url: string,
): Promise<number> {
  await page.goto(url);
  await page.getByLabel('Käyttäjätunnus').fill(server.user);
  await page.getByLabel('Salasana', { exact: true }).fill(LEAD.password);
  const since = await now();
  await page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
  return since;
}

/** On the page's clock, ms. */
interface Moments {
  signedIn: number;
  firstRows: number;
  upToDate: number;
}

/**
 * Runs in the page, before anything else of it: the moments of the click, of the first frame with a ticket of the view
 * that the queue opens with, and when the pill says that all is here. Looked at from outside they would be known late.
 */
function noteMoments(): void {
  const none = { signedIn: Number.NaN, firstRows: Number.NaN, upToDate: Number.NaN };
  const noted: Moments = Object.assign(globalThis, none);
  addEventListener('submit', ({ timeStamp }) => (noted.signedIn = timeStamp), { capture: true, once: true });
  const rows = new MutationObserver(() => {
    if (!document.querySelector('[role=listbox] [role=option]')) return;
    rows.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (noted.firstRows = performance.now())));
  });
  rows.observe(document, { childList: true, subtree: true });
  const pill = new MutationObserver(() => {
    if (!document.querySelector('[data-phase=live][data-unsent="0"]')) return;
    pill.disconnect();
    noted.upToDate = performance.now();
  });
  pill.observe(document, { attributes: true, attributeFilter: ['data-phase', 'data-unsent'], subtree: true });
}

/** Runs in the page. */
function notedMoments(): Moments {
  const { signedIn, firstRows, upToDate } = globalThis as unknown as Moments;
  return { signedIn, firstRows, upToDate };
}

/** Runs in the page. */
async function signIn(account: { name: string; password: string }): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/db/_session', { method: 'POST', headers, body: JSON.stringify(account) });
  if (!answer.ok) throw new Error(`not signed in: ${answer.status}`);
}

/** Runs in the page. */
function runPeer({ name, database }: { name: string; database: string }): Promise<number> {
  const { peers } = globalThis as unknown as {
    peers: Record<string, (database: string) => Promise<number>>;
  };
  const run = peers[name];
  if (!run) throw new Error(`no ${name} here`);
  return run(database);
}

/** Runs in the page. */
function isUpToDate(): boolean {
  return document.querySelector('[data-phase=live][data-unsent="0"]') !== null;
}
