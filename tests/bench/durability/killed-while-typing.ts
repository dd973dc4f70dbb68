import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import type { Bar } from '../bench';
import { quantile } from '../bench';
import type { Random } from '../random';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import type { Cookies } from '../world/browser';
import { openBrowser } from '../world/browser';
import { allSent, fi, makeTicket, openForm, openReply, READY, saveForm, signIn } from '../world/desk';
import type { HubProcess } from '../world/hub-process';
import { openHubProcess } from '../world/hub-process';
import { openPartial } from '../world/partial';
import { documentsOn, startTeam } from '../world/team';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';
import { lostTyping, typeSteadily } from './typing';
import type { Typed } from './typing';

const SEED = 1;
const LIMIT = 60_000;
/** Rounds of one team: then it begins anew, so that a run that is broken off goes on there. */
const ROUNDS = 20;
const ACTS = ['call', 'reply', 'tickets'] as const;

interface Killed {
  /** Of each kill: how long before it the last key had been pressed that was lost with its text, ms. */
  typingLost: number[];
  /** From the start of the browser until one can work, the call offered for going on, ms. */
  usable: number[];
  /** Tickets that the app said were made. */
  acknowledged: number;
  missing: number;
  /** More than once on the server. */
  doubled: number;
}

/** Bar 1: the browser is killed at random moments while somebody takes notes, writes a reply and makes tickets. */
export const killedWhileTyping: DurabilityPart = {
  name: 'killed-while-typing',
  async run({ args, app, progress }) {
    const kills = numberArgument(args, '--kills', 200);
    const partial = openPartial('durability-killed', String(kills), progress);
    const all: Killed[] = [];
    for (let team = 0; team * ROUNDS < kills; team += 1) {
      const rounds = Math.min(ROUNDS, kills - team * ROUNDS);
      all.push(await partial.once(`team ${team}`, () => killedTeam(app, rounds, SEED + team)));
    }
    partial.finish();
    return barsOf(all);
  },
};

function barsOf(all: readonly Killed[]): Bar[] {
  const lost = all.flatMap(({ typingLost }) => typingLost);
  const usable = all.flatMap((killed) => killed.usable);
  const sum = (of: (killed: Killed) => number) => all.reduce((total, killed) => total + of(killed), 0);
  const bar = atMost();
  const made = sum(({ acknowledged }) => acknowledged);
  const tickets = `${made} tickets made`;
  // Where nothing was made, nothing is proven.
  const missing = made > 0 ? sum((killed) => killed.missing) : Number.NaN;
  const doubled = sum((killed) => killed.doubled);
  const middle = `median ${(quantile(usable, 0.5) / 1_000).toFixed(2)} s`;
  return [
    bar('1.1', `${usable.length} kills, ${tickets}: missing on the server`, missing),
    bar('1.2', `${tickets}: more than once on the server`, doubled),
    bar('1.3', `typing lost, p95 of ${lost.length}`, quantile(lost, 0.95), 'ms', 300),
    bar('1.4', 'typing lost, at most', Math.max(...lost), 'ms', 1_000),
    bar('1.5', `start to work again, p95 (${middle})`, quantile(usable, 0.95) / 1_000, 's', 3),
  ];
}

async function killedTeam(app: string, rounds: number, seed: number): Promise<Killed> {
  const random = createRandom(seed);
  const hub = await openHubProcess(app);
  const profile = await mkdtemp(join(tmpdir(), 'luuri-bench-killed-'));
  const killed: Killed = { typingLost: [], usable: [], acknowledged: 0, missing: 0, doubled: 0 };
  const made: string[] = [];
  try {
    await startTeam(hub.ask);
    const desk = await firstDay(hub, profile);
    for (let round = 0; round < rounds; round += 1)
      await oneRound(hub, profile, desk, round, random, killed, made);
    await finish(hub, profile, desk);
    const tickets = await documentsOn<{ subject: string }>(hub.ask, 'ticket');
    const subjects = tickets.map(({ subject }) => subject);
    killed.acknowledged = made.length;
    killed.missing = made.filter((subject) => !subjects.includes(subject)).length;
    killed.doubled = made.filter(
      (subject) => subjects.filter((other) => other === subject).length > 1,
    ).length;
    return killed;
  } finally {
    await hub.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What a person keeps in mind from one start to the next. */
interface Desk {
  cookies: Cookies;
  /** Path of a ticket to write to. */
  ticket: string;
}

async function firstDay(hub: HubProcess, profile: string): Promise<Desk> {
  const { page, context, close } = await openBrowser(profile);
  await signIn(page, hub.url);
  await ready(page);
  await makeTicket(page, 'Kassa sammuu');
  const ticket = new URL(page.url()).pathname;
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const cookies = await context.cookies();
  await close();
  return { cookies, ticket };
}

async function oneRound(
  hub: HubProcess,
  profile: string,
  desk: Desk,
  round: number,
  random: Random,
  killed: Killed,
  made: string[],
): Promise<void> {
  const act = ACTS[round % ACTS.length] ?? 'call';
  const address = hub.url + (act === 'reply' ? desk.ticket : '/');
  const before = await openBrowser(profile);
  await before.context.addCookies(desk.cookies);
  await before.page.goto(address);
  await ready(before.page);
  // Half of them without a network: nothing reaches the server before the kill.
  if (random.chance(0.5)) await before.context.setOffline(true);
  const end = { now: false };
  let isDying = false;
  const typed: Typed[] = [];
  if (act !== 'tickets') await (await openField(before.page, act)).fill('');
  const working = (
    act === 'tickets'
      ? makeTickets(before.page, round, end, made)
      : typeSteadily(before.page, `${round}: `, typed, end)
  ).catch((error: unknown) => {
    // Its browser has ended.
    if (!isDying) throw error;
  });
  await Promise.race([working, setTimeout(1_200 + random.below(2_500))]);
  // The work goes on until the browser is dead.
  isDying = true;
  await before.kill();
  end.now = true;
  await working;

  const began = Date.now();
  const after = await openBrowser(profile);
  await after.context.addCookies(desk.cookies);
  await after.page.goto(address);
  await ready(after.page);
  if (act === 'call') await resume(after.page).waitFor();
  killed.usable.push(Date.now() - began);
  if (act === 'tickets') await saveWhatIsLeft(after.page, made);
  else {
    const field = await openField(after.page, act);
    await field.filter({ hasText: /./ }).waitFor();
    killed.typingLost.push(lostTyping(typed, await field.inputValue()));
  }
  await after.close();
}

async function ready(page: Page): Promise<void> {
  page.setDefaultTimeout(LIMIT);
  await page.locator(READY).waitFor();
}

const resume = (page: Page) =>
  page.getByTestId('call-dock').getByRole('button', { name: fi.calls.resume, exact: true });

/** The field that is typed into, with the focus. There is one call a team: it is gone on with. */
async function openField(page: Page, act: 'call' | 'reply'): Promise<Locator> {
  const field = act === 'reply' ? await openReply(page) : await openCall(page);
  await field.focus();
  return field;
}

async function openCall(page: Page): Promise<Locator> {
  if (await resume(page).isVisible()) await resume(page).click();
  else await page.keyboard.press('F2');
  return page.getByTestId('call-dock').getByLabel(fi.calls.notes);
}

async function makeTickets(page: Page, round: number, end: { now: boolean }, made: string[]): Promise<void> {
  for (let at = 0; !end.now; at += 1) {
    const subject = `Tulostin ${round}.${at}`;
    await makeTicket(page, subject);
    made.push(subject);
  }
}

/** The form may be there with what was being made: whoever finds it saves it. */
async function saveWhatIsLeft(page: Page, made: string[]): Promise<void> {
  const subject = await (await openForm(page)).inputValue();
  if (subject === '') return;
  await saveForm(page, subject);
  made.push(subject);
}

/** Everything goes to the server. */
async function finish(hub: HubProcess, profile: string, desk: Desk): Promise<void> {
  const { page, context, close } = await openBrowser(profile);
  await context.addCookies(desk.cookies);
  await page.goto(hub.url);
  await allSent(page, LIMIT);
  await close();
}
