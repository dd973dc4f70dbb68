import { cp, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { openHub } from '@hub/hub';
import { catalogues } from '@shared/i18n/catalogues';
import type { Bar } from '../bench';
import { quantile } from '../bench';
import { generateTeam } from '../generator';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { LEAD } from '../world/filled-server';
import { openPartial } from '../world/partial';
import type { DamageCase } from './damage';
import { damageCases, damageProfile } from './damage';
import type { DurabilityPart } from './part';
import { clearMarks } from './profile-marks';
import { hubAsk } from './hub-ask';

const SEED = 3;
const NOW = '2026-11-22T10:00:00.000Z';
const SIZES = { tickets: 600, eventsPerTicket: 4, calls: 200, customers: 60, runs: 5 };
const LIMIT = 60_000;
const fi = catalogues.fi;
const DRAFT = 'Hei! Kokeile käynnistää kassa uudelleen, soitan iltapäivällä.';
const SUBJECTS = ['Kassa sammuu', 'Tulostin jumissa', 'Näyttö pimeänä'];

interface Outcome {
  what: string;
  /** One can work again. */
  started: boolean;
  seconds: number;
  /** Tickets that were made before the damage and never reached the server. */
  lost: number;
  /** The reply that was being written is there, to the byte. */
  draft: boolean;
  /** Documents that are gone from the server, or deleted there. */
  deleted: number;
  /** The store had been lost, and nothing said so. */
  silent: boolean;
}

/** A team and a profile as they are before each damage: everything read, some work unsent, a reply half written. */
interface Before {
  folder: string;
  port: number;
  cookies: Awaited<ReturnType<BrowserContext['cookies']>>;
  /** Path of the ticket with the reply. */
  ticket: string;
  store: string | null;
  documents: number;
}

/** Bar 3: the databases in a profile are damaged in every way there is; then the app is started. */
export const damagedStore: DurabilityPart = {
  name: 'damaged-store',
  async run({ args, app, progress }) {
    const wanted = numberArgument(args, '--damages', 100);
    const cases = damageCases
      .flatMap((each) => Array.from({ length: each.times }, (_, turn) => ({ each, turn })))
      .toSorted((a, b) => a.turn - b.turn)
      .slice(0, wanted);
    const partial = openPartial('durability-damaged', String(wanted), progress);
    const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-damaged-'));
    try {
      const before = await prepare(folder, app);
      const outcomes: Outcome[] = [];
      for (const [index, { each }] of cases.entries())
        outcomes.push(
          await partial.once(`${index} ${each.what}`, () => oneCase(before, app, each, SEED + index)),
        );
      partial.finish();
      return barsOf(outcomes);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

function barsOf(outcomes: readonly Outcome[]): Bar[] {
  const note = `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  const many = `${outcomes.length} damaged stores`;
  const count = (of: (outcome: Outcome) => number | boolean) =>
    outcomes.reduce((total, outcome) => total + Number(of(outcome)), 0);
  const none = (number: string, what: string, value: number): Bar => ({
    ...{ number, what: `${many}: ${what}`, value, note },
    ...{ unit: 'count', limit: 0, direction: 'atMost' },
  });
  const started = outcomes.filter((outcome) => outcome.started).map(({ seconds }) => seconds);
  const slowest = started.length > 0 ? `, median ${quantile(started, 0.5).toFixed(1)} s to all there` : '';
  return [
    none(
      '3.1',
      `that did not start${slowest}`,
      count((outcome) => !outcome.started),
    ),
    none(
      '3.2',
      'unsent tickets lost',
      count(({ lost }) => lost),
    ),
    none(
      '3.3',
      'half-written replies lost or changed',
      count(({ draft }) => !draft),
    ),
    none(
      '3.4',
      'documents deleted on the server',
      count(({ deleted }) => deleted),
    ),
    none(
      '3.5',
      'lost without a word',
      count(({ silent }) => silent),
    ),
  ];
}

async function prepare(folder: string, app: string): Promise<Before> {
  const hub = await openHub({ dataDir: join(folder, 'hub'), port: 0, staticFolder: app });
  const { ask } = hubAsk(hub);
  await ask('POST', '/api/setup', { teamName: 'Bench', displayName: 'Maija', language: 'fi', ...LEAD });
  for (const docs of generateTeam({ seed: SEED, now: NOW, ...SIZES }))
    await ask('POST', '/db/luuri-bench/_bulk_docs', { docs });
  const profile = join(folder, 'profile');
  // Once to read everything, once more so that it lies in files of rows, and not only in the log.
  const first = await openBrowser(profile);
  await first.page.goto(hub.url);
  await first.page.getByLabel(fi.firstRun.user).fill(LEAD.user);
  await first.page.getByLabel(fi.firstRun.password, { exact: true }).fill(LEAD.password);
  await first.page.getByRole('button', { name: fi.firstRun.signIn.submit }).click();
  await allThere(first.page);
  const cookies = await first.context.cookies();
  await first.close();

  const { page, context, kill } = await openBrowser(profile);
  await context.addCookies(cookies);
  await page.goto(hub.url);
  await allThere(page);
  await context.route('**/db/**', (route) => route.abort());
  for (const subject of SUBJECTS) await makeTicket(page, subject);
  const ticket = new URL(page.url()).pathname;
  await (await replyField(page)).pressSequentially(DRAFT);
  const store = await page.evaluate(() => localStorage.getItem('luuri.store.luuri-bench'));
  await page.waitForTimeout(2_000);
  await kill();
  await clearMarks(profile);
  const documents = await documentsOn(ask);
  const { port } = hub;
  await hub.close();
  return { folder, port, cookies, ticket, store, documents: documents.count };
}

async function oneCase(before: Before, app: string, each: DamageCase, seed: number): Promise<Outcome> {
  const place = join(before.folder, 'case');
  await cp(join(before.folder, 'hub'), join(place, 'hub'), { recursive: true });
  await cp(join(before.folder, 'profile'), join(place, 'profile'), { recursive: true });
  const done = damageProfile(join(place, 'profile'), each, createRandom(seed));
  const hub = await openHub({ dataDir: join(place, 'hub'), port: before.port, staticFolder: app });
  const { page, context, close } = await openBrowser(join(place, 'profile'));
  try {
    await context.addCookies(before.cookies);
    const began = Date.now();
    await page.goto(hub.url + before.ticket);
    const started = await allThere(page).then(
      () => true,
      () => false,
    );
    const seconds = (Date.now() - began) / 1_000;
    const after = await documentsOn(hubAsk(hub).ask);
    return {
      what: done,
      ...{ started, seconds },
      lost: SUBJECTS.filter((subject) => !after.subjects.has(subject)).length,
      draft: started && (await (await replyField(page)).inputValue()) === DRAFT,
      deleted: after.deleted + Math.max(0, before.documents - after.count),
      silent: started && (await isSilent(page, before.store)),
    };
  } finally {
    await close();
    await hub.close();
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Another store than before is in use, and no notice says so. */
async function isSilent(page: Page, store: string | null): Promise<boolean> {
  const now = await page.evaluate(() => localStorage.getItem('luuri.store.luuri-bench'));
  return now !== store && !(await page.getByText(fi.storage.lost).isVisible());
}

async function allThere(page: Page): Promise<void> {
  page.setDefaultTimeout(LIMIT);
  await page.locator('[data-ready=true]').waitFor();
  await page.locator('[data-phase=live][data-unsent="0"]').waitFor();
}

async function makeTicket(page: Page, subject: string): Promise<void> {
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: fi.ticket.create.title });
  await dialog.getByLabel(fi.ticket.subject).fill(subject);
  await dialog.getByRole('button', { name: fi.ticket.create.submit }).click();
  await page.getByRole('heading', { level: 2, name: subject, exact: true }).waitFor();
}

async function replyField(page: Page) {
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  return page.getByRole('textbox', { name: fi.ticket.composer.reply });
}

async function documentsOn(ask: ReturnType<typeof hubAsk>['ask']) {
  const all = (await ask('GET', '/db/luuri-bench/_all_docs?include_docs=true')) as {
    rows: { doc: { subject?: string } }[];
  };
  const changes = (await ask('GET', '/db/luuri-bench/_changes')) as { results: { deleted?: boolean }[] };
  return {
    count: all.rows.length,
    subjects: new Set(all.rows.map(({ doc }) => doc.subject)),
    deleted: changes.results.filter(({ deleted }) => deleted).length,
  };
}
