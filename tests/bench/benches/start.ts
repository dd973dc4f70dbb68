import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { chromiumArgs, findChromium } from '../../../scripts/lib/browser.mjs';
import type { Bar, Bench, BenchContext } from '../bench';
import { generateTeam } from '../generator';

const bundle = fileURLToPath(new URL('../../../out/renderer', import.meta.url));
const SIZES = [1_000, 10_000];
const SEED = 20_261_122;
const NOW = '2026-11-22T10:00:00.000Z';
const LEAD = { user: 'maija', password: 'oikea hevonen paristo niitti' };
/** A person waits this long without wondering, s. */
const FIRST_ROWS = { 1_000: 2, 10_000: 3 } as Record<number, number>;
const RELOAD = { 1_000: 2, 10_000: 3 } as Record<number, number>;

/** From a fresh profile's sign-in to a queue one can work in, and from a reload of a full profile. Production build, real Chromium. */
export const bench: Bench = {
  name: 'start',
  about: 'fresh profile to usable queue with 1 000 and 10 000 tickets, and a start with everything stored',
  async run(context) {
    const bars: Bar[] = [];
    for (const [index, tickets] of SIZES.entries())
      bars.push(...(await measure(tickets, index + 1, context)));
    return bars;
  },
};

async function measure(tickets: number, number: number, { progress }: BenchContext): Promise<Bar[]> {
  const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-'));
  const hub = await openHub({ dataDir: join(folder, 'hub'), port: 0, staticFolder: bundle });
  try {
    progress(`filling a hub with ${tickets} tickets`);
    await fill(hub, tickets);
    const figures = await visit(hub, join(folder, 'profile'), progress);
    const bar = (suffix: string, what: string, value: number, limit: number): Bar => ({
      number: `${number}.${suffix}`,
      what: `${tickets} tickets: ${what}`,
      value,
      unit: 's',
      limit,
      direction: 'atMost',
    });
    return [
      bar('1', 'fresh profile, sign-in to first rows', figures.firstRows, FIRST_ROWS[tickets] ?? 3),
      bar('2', 'fresh profile, sign-in to everything here', figures.allHere, tickets / 250),
      bar('3', 'stored profile, reload to rows', figures.reload, RELOAD[tickets] ?? 3),
    ];
  } finally {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(hub: Hub, tickets: number): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(hub.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.operatorToken}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<unknown>;
  };
  await post('/api/setup', { teamName: 'Bench', displayName: 'Maija', language: 'fi', ...LEAD });
  const sizes = { tickets, eventsPerTicket: 4, calls: tickets, customers: tickets / 20, runs: tickets / 50 };
  for (const docs of generateTeam({ seed: SEED, now: NOW, ...sizes })) {
    const rows = (await post('/db/luuri-bench/_bulk_docs', { docs })) as { error?: string }[];
    const refused = rows.find((row) => row.error);
    if (refused) throw new Error(`not stored: ${JSON.stringify(refused)}`);
  }
}

async function visit(
  hub: Hub,
  profile: string,
  progress: (text: string) => void,
): Promise<{ firstRows: number; allHere: number; reload: number }> {
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArgs(),
    viewport: { width: 1280, height: 800 },
    locale: 'fi-FI',
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(hub.url);
    await page.getByLabel('Käyttäjätunnus').fill(LEAD.user);
    await page.getByLabel('Salasana', { exact: true }).fill(LEAD.password);
    const began = Date.now();
    await page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
    await showAll(page);
    const firstRows = (Date.now() - began) / 1000;
    await page.locator('[data-phase=live][data-unsent="0"]').waitFor({ timeout: 300_000 });
    const allHere = (Date.now() - began) / 1000;
    progress(`first rows after ${firstRows} s, everything after ${allHere} s`);
    const again = Date.now();
    await page.reload();
    await firstRow(page);
    return { firstRows, allHere, reload: (Date.now() - again) / 1000 };
  } finally {
    await context.close();
  }
}

/** The view with every open ticket: a new lead's own work is empty. */
async function showAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Kaikki avoimet/ }).click();
  await firstRow(page);
}

async function firstRow(page: Page): Promise<void> {
  await page.getByRole('option').first().waitFor({ timeout: 60_000 });
}
