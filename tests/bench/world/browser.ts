import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from '../../../scripts/lib/browser.mjs';

/** A real Chromium with a profile of its own. */
export interface Browser {
  context: BrowserContext;
  page: Page;
  /** The longest time, ms, that the page's main thread was busy with one task since `since` (its clock); 0 below 50. */
  longestStall(since: number): Promise<number>;
  /** The page's clock, ms. */
  now(): Promise<number>;
  close(): Promise<void>;
  /** Ends its processes as a crash would: nothing gets a chance to finish. */
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
      const processes = await processesOf(folder);
      for (const pid of processes) process.kill(pid, 'SIGKILL');
      await context.close().catch(() => {});
      for (const pid of processes) await isGone(pid);
    },
    async close() {
      await context.close();
      if (profile === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Until it has let go of its files: the next browser on this profile finds local storage in use before, and throws it
 * away.
 */
async function isGone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The browser processes that work on this profile. */
async function processesOf(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.split('\0').includes(`--user-data-dir=${folder}`)) found.push(Number(name));
  }
  return found;
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
