import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_OPTIONS } from '@shared/couchdb-sync/options';
import { createRandom } from '../random';
import type { Cookies } from '../world/browser';
import { openBrowser } from '../world/browser';
import type { Passed } from '../world/counting-proxy';
import { openCountingProxy } from '../world/counting-proxy';
import type { FilledServer } from '../world/filled-server';
import { countStored } from '../world/stored-tickets';
import { startOurs } from './contestants';

/** What came of a first sync whose browser was killed again and again. */
export interface KilledSync {
  kills: number;
  /** Most bytes of pages that were handed on again after one kill. */
  mostAgain: number;
  /** Bytes of the largest page: one batch. */
  batch: number;
  documents: number;
}

const LIMIT = 600_000;

/** Kills the browser at `kills` random moments of the first sync of so many tickets, and lets it finish. */
export async function killedSync(
  server: FilledServer,
  { tickets, kills, seed }: { tickets: number; kills: number; seed: number },
): Promise<KilledSync> {
  // Each run gets its share at most: one that has nothing left to fetch would be waited for in vain.
  const share = Math.floor(tickets / DEFAULT_OPTIONS.pageSize / (kills + 1));
  if (share < 1) throw new Error(`${tickets} tickets are too few pages for ${kills} kills`);
  const random = createRandom(seed);
  const profile = await mkdtemp(join(tmpdir(), 'luuri-bench-killed-'));
  const proxy = await openCountingProxy(server.url);
  /** Index in `proxy.passed` at which each run begins. */
  const runs: number[] = [];
  // A browser writes its cookies to the disk late: one that is killed may forget that it was signed in.
  let session: Cookies = [];
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      runs.push(proxy.passed.length);
      const browser = await openBrowser(profile);
      if (kill === 0) {
        await startOurs(browser, server, proxy.url);
        await until(() => proxy.passed.filter(isPage).length > 0, 'the first page');
        session = await browser.context.cookies();
      } else {
        await browser.context.addCookies(session);
        await browser.page.goto(proxy.url);
      }
      const pages = () => proxy.passed.slice(runs.at(-1)).filter(isPage).length;
      const wanted = 1 + random.below(share);
      await until(() => pages() >= wanted, `${wanted} pages`);
      await pause(random.below(400));
      await browser.kill();
    }
    runs.push(proxy.passed.length);
    const browser = await openBrowser(profile);
    await browser.context.addCookies(session);
    await browser.page.goto(proxy.url);
    await browser.page.locator('[data-phase=live][data-unsent="0"]').waitFor({ timeout: LIMIT });
    const documents = await browser.page.evaluate(countStored);
    await browser.close();
    return { kills, documents, ...fetchedAgain(proxy.passed, runs) };
  } finally {
    await proxy.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** For each run: the bytes of pages that a run before it had been handed already, whole or in part. */
function fetchedAgain(
  passed: readonly Passed[],
  runs: readonly number[],
): { mostAgain: number; batch: number } {
  const had = new Map<string, number>();
  let mostAgain = 0;
  runs.forEach((start, index) => {
    const now = new Map<string, number>();
    for (const { url, bytes } of passed.slice(start, runs[index + 1]).filter(isPage)) {
      now.set(rangeOf(url), (now.get(rangeOf(url)) ?? 0) + bytes);
    }
    let again = 0;
    for (const [range, bytes] of now) again += Math.min(bytes, had.get(range) ?? 0);
    mostAgain = Math.max(mostAgain, again);
    for (const [range, bytes] of now) had.set(range, (had.get(range) ?? 0) + bytes);
  });
  return { mostAgain, batch: Math.max(...passed.filter(isPage).map(({ bytes }) => bytes)) };
}

function isPage({ url }: Passed): boolean {
  return url.includes('/_all_docs?') && url.includes('include_docs') && url.includes('descending');
}

function rangeOf(url: string): string {
  const query = new URL(url, 'http://x').searchParams;
  return `${query.get('startkey')} ${query.get('endkey')}`;
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = Date.now() + LIMIT;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${LIMIT} ms: ${what}`);
    await pause(20);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
