import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from '../../../scripts/lib/browser.mjs';
import { killBrowser } from '../../fixtures/browser-processes';

/** What keeps somebody signed in: a browser that is killed may not have written it down. */
export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A real Chromium with a profile of its own. */
export interface Browser {
  context: BrowserContext;
  page: Page;
  /** The longest time, ms, that the page's main thread was busy with one task since `since` (its clock); 0 below 50. */
  longestStall(since: number): Promise<number>;
  /** The page's clock, ms. */
  now(): Promise<number>;
  close(): Promise<void>;
  /** As a crash would: nothing gets a chance to finish. Its processes are gone then. */
  kill(): Promise<void>;
}

/** @param profile folder of the profile; without one it is fresh, and removed at the end */
export async function openBrowser(profile?: string): Promise<Browser> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'luuri-bench-profile-')));
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArgs(),
    viewport: { width: 1280, height: 800 },
    locale: 'fi-FI',
  });
  await context.addInitScript(watchTasks);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    longestStall: (since) => page.evaluate(longestTask, since),
    now: () => page.evaluate(() => performance.now()),
    async kill() {
      await killBrowser(folder);
      await context.close().catch(() => {});
    },
    async close() {
      await context.close();
      if (profile === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Task {
  start: number;
  duration: number;
}

/** Runs in the page. */
function watchTasks(): void {
  const tasks: Task[] = [];
  (globalThis as unknown as { longTasks: Task[] }).longTasks = tasks;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
  }).observe({ entryTypes: ['longtask'] });
}

/** Runs in the page. */
function longestTask(since: number): number {
  const { longTasks } = globalThis as unknown as { longTasks: Task[] };
  return Math.max(0, ...longTasks.filter(({ start }) => start >= since).map(({ duration }) => duration));
}
