import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, chromium, expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { chromiumArgs, findChromium } from '../../../scripts/lib/browser.mjs';
import { killBrowser } from '../../fixtures/browser-processes';
import { layWire } from './network';
import type { Wire } from './network';

/** The production build that the hub serves. */
export const bundle = fileURLToPath(new URL('../../../out/renderer', import.meta.url));

/** One person at one machine: a browser profile of their own behind a wire of their own. */
export interface Agent {
  page: Page;
  wire: Wire;
  context: BrowserContext;
  /** Folder of the browser profile. */
  profile: string;
  /** Kills the browser as a crash would, and starts it again on the same profile. The page is at `path`. */
  killAndRestart(path?: string): Promise<void>;
}

export interface AgentOptions {
  language?: 'fi' | 'en';
  theme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
}

/** Opens a machine whose profile is empty. */
export type OpenAgent = (options?: AgentOptions) => Promise<Agent>;

interface Fixtures {
  /** A hub of its own, with an empty folder whose path has a space and an umlaut. */
  hub: Hub;
  openAgent: OpenAgent;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a fixture needs from this pattern; it has to be there even when empty.
  // eslint-disable-next-line no-empty-pattern
  hub: async ({}, provide) => {
    if (!existsSync(join(bundle, 'index.html'))) throw new Error('no build: run npm run build first');
    const folder = await mkdtemp(join(tmpdir(), 'luuri testi ä-'));
    const hub = await openHub({ dataDir: join(folder, 'hub'), port: 0, staticFolder: bundle });
    await provide(hub);
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  },
  openAgent: async ({ hub }, provide) => {
    const closers: (() => Promise<unknown>)[] = [];
    await provide(async (options = {}) => {
      const wire = await layWire(hub.port);
      const profile = await mkdtemp(join(tmpdir(), 'luuri profiili ä-'));
      const agent: Agent = {
        ...(await openBrowser(profile, options)),
        wire,
        profile,
        async killAndRestart(path = '/') {
          await killBrowser(profile);
          await agent.context.close().catch(() => undefined);
          Object.assign(agent, await openBrowser(profile, options));
          await agent.page.goto(wire.url + path);
        },
      };
      await preset(agent.page, wire.url, options);
      closers.push(async () => {
        await agent.context.close().catch(() => undefined);
        await wire.close();
        // Helpers of a browser that has ended may write there for a moment more.
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      });
      return agent;
    });
    for (const close of closers) await close();
  },
});

async function openBrowser(
  profile: string,
  options: AgentOptions,
): Promise<{ context: BrowserContext; page: Page }> {
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArgs(),
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.theme ?? 'light',
    locale: options.language === 'en' ? 'en-GB' : 'fi-FI',
    timezoneId: 'Europe/Helsinki',
  });
  // An act that cannot be done should say so, not wait until the whole test is over.
  context.setDefaultTimeout(20_000);
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
}

/** Language and theme before the first start, so that a test reads the words it expects. */
async function preset(page: Page, url: string, options: AgentOptions): Promise<void> {
  const state = {
    language: options.language ?? 'fi',
    theme: options.theme ?? 'light',
    singleKeys: true,
    comfortableRows: false,
  };
  await page.goto(`${url}/favicon.svg`);
  await page.evaluate(
    (value) => localStorage.setItem('luuri.preferences', value),
    JSON.stringify({ state, version: 1 }),
  );
  await page.goto(url);
}

export { expect };
