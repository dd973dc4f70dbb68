import type { Locator, Page } from '@playwright/test';
import type { Hub } from '@hub/hub';
import type { TeamDocument } from '@shared/domain/record/documents';
import {
  callNotes,
  goOffline,
  goOnline,
  makeTicket,
  openLead,
  openLeadWithTicket,
  openReply,
  openTicket,
  replyField,
  sendEverything,
  ticketHeading,
  visit,
} from './support/acts';
import type { Agent, OpenAgent } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { serverOf } from './support/server';
import { expectAllSent, expectReady } from './support/team';
import { fi, likeText } from './support/words';

/** What was typed this long before a crash must be there afterwards, milliseconds. */
const KEPT_AFTER = 1_000;

const WORDS =
  'Asiakas soittaa että kassa sammui kesken maksun ja kuitti jäi tulostumatta eikä laite enää käynnisty vaikka virta on päällä ja verkkojohto kiinni'.split(
    ' ',
  );

test('call notes survive a reload, and the call is offered for resuming', async ({ openAgent }) => {
  const agent = await openAgent();
  await openLead(agent);
  const { page } = agent;
  await page.keyboard.press('F2');
  const kept = await typeUntilCrash(callNotes(page));
  await page.reload();
  await expectReady(page);
  await resumeCall(agent, kept);
});

test('who is calling survives a reload, although the cursor has not left the field', async ({
  openAgent,
}) => {
  const agent = await openAgent();
  await openLead(agent);
  const { page } = agent;
  await page.keyboard.press('F2');
  const caller = page.getByTestId('call-dock').getByRole('textbox', { name: fi.calls.caller, exact: true });
  const kept = await typeUntilCrash(caller);
  await page.reload();
  await expectReady(page);
  await resume(page);
  await expect(caller).toHaveValue(startingWith(kept));
});

test('call notes survive a killed browser, with the wire cut as well', async ({ openAgent }) => {
  test.setTimeout(150_000);
  const agent = await openWithoutNetwork(openAgent);
  await agent.page.keyboard.press('F2');
  const kept = await typeUntilCrash(callNotes(agent.page));
  await agent.killAndRestart();
  await expectReady(agent.page);
  await resumeCall(agent, kept);

  await goOffline(agent);
  await goOnline(agent);
  await sendEverything(agent.page);
  await expect(agent.page.getByTestId('notes-place').first()).toHaveAttribute('data-place', 'safeOnServer');
});

test('a reply being written survives a killed browser', async ({ openAgent }) => {
  test.setTimeout(150_000);
  const { agent, id } = await openLeadWithTicket(openAgent, 'Kassa sammuu');
  await agent.page.keyboard.press('r');
  const kept = await typeUntilCrash(replyField(agent.page));
  await agent.killAndRestart('/');
  await expectReady(agent.page);
  await openTicket(agent, id);
  await expect(await openReply(agent.page)).toHaveValue(startingWith(kept));
});

test('a half-typed tag survives a killed browser', async ({ openAgent }) => {
  test.setTimeout(150_000);
  const { agent, id } = await openLeadWithTicket(openAgent, 'Kassa sammuu');
  const field = () => agent.page.getByRole('combobox', { name: fi.ticket.tags.placeholder });
  await agent.page.keyboard.press('t');
  const kept = await typeUntilCrash(field(), WORDS.slice(0, 13));
  await agent.killAndRestart('/');
  await expectReady(agent.page);
  await openTicket(agent, id);
  await expect(field()).toHaveValue(startingWith(kept));
  await field().press('Enter');
  await expect(agent.page.getByRole('group', { name: fi.ticket.tags.label })).toContainText(kept);
});

test('a note of an onboarding step survives a killed browser', async ({ openAgent }) => {
  test.setTimeout(150_000);
  const agent = await openAgent();
  await openLead(agent, { sample: true });
  await visit(agent.page, '/onboarding');
  await agent.page
    .getByRole('main')
    .getByRole('button', { name: likeText(fi.onboarding.progress) })
    .first()
    .click();
  const address = new URL(agent.page.url()).pathname;
  const kept = await typeUntilCrash(stepNote(agent));
  await agent.killAndRestart(address);
  await expectReady(agent.page);
  await expect(stepNote(agent)).toHaveValue(startingWith(kept));
});

test('unsent work comes back after the browser has lost its database', async ({ openAgent, hub }) => {
  test.setTimeout(150_000);
  const agent = await openWithoutNetwork(openAgent);
  const id = await makeTicket(agent.page, 'Kassa sammuu');
  await agent.page.keyboard.press('r');
  const kept = await typeUntilCrash(replyField(agent.page));
  agent.wire.mend();
  await agent.killAndRestart('/favicon.svg');
  await agent.page.evaluate(loseDatabases);
  await agent.page.goto(agent.wire.url);
  await expectReady(agent.page);
  await expect(agent.page.getByText(likeText(fi.journal.restored_one))).toBeVisible();
  await openTicket(agent, id);
  await expect(await openReply(agent.page)).toHaveValue(startingWith(kept));

  await sendEverything(agent.page);
  await makeTicket(agent.page, 'Toinen');
  await expectAllSent(agent.page);
  const tickets = await ticketsOn(hub);
  expect(tickets.map((ticket) => ticket['subject']).toSorted()).toEqual(['Kassa sammuu', 'Toinen']);
  expect(new Set(tickets.map((ticket) => ticket['number'])).size).toBe(2);
});

test('one ticket comes of Enter twice, and of a double click', async ({ openAgent, hub }) => {
  const agent = await openAgent();
  await openLead(agent);
  const { page } = agent;
  for (const [subject, submit] of [
    ['Enter kahdesti', (field: Locator) => field.press('Control+Enter').then(() => field.press('Enter'))],
    ['Kaksoisnapsautus', () => page.getByRole('button', { name: fi.ticket.create.submit }).dblclick()],
  ] as const) {
    await page.keyboard.press('c');
    const field = page.getByRole('dialog').getByLabel(fi.ticket.subject);
    await field.fill(subject);
    // The second comes when the dialog may be gone already.
    await submit(field).catch(() => undefined);
    await expect(ticketHeading(page, subject)).toBeVisible();
  }
  await expectAllSent(page);
  const tickets = await ticketsOn(hub);
  expect(tickets.map((ticket) => ticket['subject']).toSorted()).toEqual([
    'Enter kahdesti',
    'Kaksoisnapsautus',
  ]);
});

/** Runs in the page: everything but who is signed in is gone, as after a disk that was full. */
async function loseDatabases(): Promise<void> {
  const remove = (name: string) =>
    new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error(name));
    });
  for (const { name } of await indexedDB.databases())
    if (name && name !== 'luuri-session') await remove(name);
  const { storageBuckets } = navigator as Navigator & {
    storageBuckets?: { keys(): Promise<string[]>; delete(name: string): Promise<void> };
  };
  for (const name of (await storageBuckets?.keys()) ?? []) await storageBuckets?.delete(name);
}

async function ticketsOn(hub: Hub): Promise<TeamDocument[]> {
  return (await serverOf(hub).documents()).filter(({ type }) => type === 'ticket');
}

const stepNote = ({ page }: Agent) =>
  page.locator('[data-step]').last().getByRole('textbox', { name: fi.onboarding.note });

/** Types steadily for a while, as somebody who listens and writes; returns what must still be there afterwards. */
async function typeUntilCrash(field: Locator, words = WORDS): Promise<string> {
  await field.focus();
  const typed: { text: string; at: number }[] = [];
  let text = '';
  for (const word of words) {
    await field.pressSequentially(`${word} `, { delay: 15 });
    text += `${word} `;
    typed.push({ text, at: Date.now() });
  }
  const crash = Date.now();
  const kept = typed.filter(({ at }) => at <= crash - KEPT_AFTER).at(-1)?.text ?? '';
  expect(kept, 'the typing lasted long enough to be worth a crash').not.toBe('');
  return kept.trimEnd();
}

const startingWith = (text: string) => new RegExp(`^${text}`);

async function resumeCall({ page }: Agent, kept: string): Promise<void> {
  await resume(page);
  await expect(callNotes(page)).toHaveValue(startingWith(kept));
}

async function resume(page: Page): Promise<void> {
  const dock = page.getByTestId('call-dock');
  await expect(dock.getByText(likeText(fi.calls.unfinished))).toBeVisible();
  await dock.getByRole('button', { name: fi.calls.resume, exact: true }).click();
}

/** A lead whose network is gone. The app's own files are on this machine: it opens without any from now on. */
async function openWithoutNetwork(openAgent: OpenAgent): Promise<Agent> {
  const agent = await openAgent();
  await openLead(agent);
  await agent.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await goOffline(agent);
  return agent;
}
