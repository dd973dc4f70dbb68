import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Ask } from '@hub/cli/operator-client';
import { openHub } from '@hub/hub';
import type { Bar } from '../bench';
import { quantile } from '../bench';
import { generateTeam } from '../generator';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import type { Cookies } from '../world/browser';
import { openBrowser } from '../world/browser';
import { allSent, fi, makeTicket, openReply, READY, signIn } from '../world/desk';
import { openPartial } from '../world/partial';
import { askOf, DATABASE, putAll, startTeam } from '../world/team';
import { atMost } from './at-most';
import type { DamageCase } from './damage';
import { damageCases, damageProfile } from './damage';
import type { DurabilityPart } from './part';
import { clearMarks } from './profile-marks';

const SEED = 3;
const NOW = '2026-11-22T10:00:00.000Z';
const SIZES = { tickets: 600, eventsPerTicket: 4, calls: 200, customers: 60, runs: 5 };
const LIMIT = 60_000;
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
  cookies: Cookies;
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
  const many = `${outcomes.length} damaged stores`;
  const count = (of: (outcome: Outcome) => number | boolean) =>
    outcomes.reduce((total, outcome) => total + Number(of(outcome)), 0);
  const bar = atMost();
  const started = outcomes.filter((outcome) => outcome.started).map(({ seconds }) => seconds);
  const slowest = started.length > 0 ? `, median ${quantile(started, 0.5).toFixed(1)} s to all there` : '';
  const [dead, lost] = [count((outcome) => !outcome.started), count((outcome) => outcome.lost)];
  const [drafts, deleted] = [count(({ draft }) => !draft), count((outcome) => outcome.deleted)];
  return [
    bar('3.1', `${many}: that did not start${slowest}`, dead),
    bar('3.2', `${many}: unsent tickets lost`, lost),
    bar('3.3', `${many}: half-written replies lost or changed`, drafts),
    bar('3.4', `${many}: documents deleted on the server`, deleted),
    bar(
      '3.5',
      `${many}: lost without a word`,
      count(({ silent }) => silent),
    ),
  ];
}

async function prepare(folder: string, app: string): Promise<Before> {
  const hub = await openHub({ dataDir: join(folder, 'hub'), port: 0, staticFolder: app });
  const ask = askOf(hub);
  await startTeam(ask);
  for (const docs of generateTeam({ seed: SEED, now: NOW, ...SIZES })) await putAll(ask, docs);
  const profile = join(folder, 'profile');
  // Once to read everything, once more so that it lies in files of rows, and not only in the log.
  const first = await openBrowser(profile);
  await signIn(first.page, hub.url);
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
  await (await openReply(page)).pressSequentially(DRAFT);
  const store = await page.evaluate(storeInUse, DATABASE);
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
    const after = await documentsOn(askOf(hub));
    return {
      what: done,
      ...{ started, seconds },
      lost: SUBJECTS.filter((subject) => !after.subjects.has(subject)).length,
      draft: started && (await (await openReply(page)).inputValue()) === DRAFT,
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
  const now = await page.evaluate(storeInUse, DATABASE);
  return now !== store && !(await page.getByText(fi.storage.lost).isVisible());
}

/** Runs in a page. */
function storeInUse(team: string): string | null {
  return localStorage.getItem(`luuri.store.${team}`);
}

async function allThere(page: Page): Promise<void> {
  page.setDefaultTimeout(LIMIT);
  await page.locator(READY).waitFor();
  await allSent(page);
}

async function documentsOn(ask: Ask) {
  const all = (await ask('GET', `/db/${DATABASE}/_all_docs?include_docs=true`)) as {
    rows: { doc: { subject?: string } }[];
  };
  const changes = (await ask('GET', `/db/${DATABASE}/_changes`)) as { results: { deleted?: boolean }[] };
  return {
    count: all.rows.length,
    subjects: new Set(all.rows.map(({ doc }) => doc.subject)),
    deleted: changes.results.filter(({ deleted }) => deleted).length,
  };
}
