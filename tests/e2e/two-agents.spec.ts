import type { Locator, Page } from '@playwright/test';
import type { TeamDocument } from '@shared/domain/record/documents';
import {
  callNotes,
  expectNotesSafe,
  goOffline,
  goOnline,
  makeTicket,
  openColleague,
  openLead,
  openTicket,
  pick,
  pill,
  property,
  ticketHeading,
  unsentOf,
} from './support/acts';
import type { Agent } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { expectAllSent, expectReady } from './support/team';
import { serverOf } from './support/server';
import { fi } from './support/words';

/** How soon after the network is back both machines show everything, milliseconds: a promise of the product. */
const SOON = 5_000;

const NOTES = 'Kassa ei tulosta kuitteja, käynnistetty uudelleen kahdesti.\nLupasin selvittää tänään.';

test('what one agent does with the wire cut and what a colleague does meanwhile is all there, on both machines', async ({
  openAgent,
  hub,
}) => {
  test.setTimeout(240_000);
  const [a, b] = [await openAgent(), await openAgent()];
  const shared = await startTogether(a, b, 'Yhteinen tiketti');

  const queueOfA = await openWindow(a, '/queue');
  await goOffline(a);
  await expect(pill(a.page)).toHaveAttribute('data-unsent', '0');
  await logThreeMinuteCall(a);
  await openTicket(a, shared);
  await pick(a.page, fi.common.priority, fi.common.priorities.high);
  await expect(property(a.page, fi.common.priority)).toContainText(fi.common.priorities.high);

  await b.page.getByRole('button', { name: fi.ticket.toMe }).click();
  await writeNote(b, 'Liisa soitti asiakkaalle sillä välin.');
  await makeTicket(b.page, 'Liisan oma tiketti');
  await openTicket(b, shared);
  await expectAllSent(b.page);
  await expect(pill(a.page)).toHaveAttribute('data-phase', 'offline');

  const server = serverOf(hub);
  const before = await server.documents();
  const windowsOfB = {
    calls: await openWindow(b, '/calls'),
    callbacks: await openWindow(b, '/callbacks'),
    queue: await openWindow(b, '/queue'),
  };
  // Not earlier: what was done last is counted a moment after it shows.
  const unsent = await unsentOf(a.page);
  expect(unsent).toBeGreaterThan(0);
  await goOnline(a);
  // One deadline for all of it, counted from the moment the browser can use the wire again.
  const mended = Date.now();
  const left = () => ({ timeout: Math.max(1, mended + SOON - Date.now()), intervals: [100] });
  await Promise.all([
    // The count was the truth: as many documents go out as it said.
    expect.poll(async () => changedBetween(before, await server.documents()).length, left()).toBe(unsent),
    ...[a.page, b.page].map((page) => showsBothEdits(page, left())),
    ...showsTheCall(windowsOfB, left),
    expect(queueOfA.getByRole('option', { name: /Liisan oma tiketti/ })).toBeVisible(left()),
  ]);
  test.info().annotations.push({
    type: 'both showed everything after, ms',
    description: String(Date.now() - mended),
  });

  await expectAllSent(a.page);
  expect(changedBetween(before, await server.documents())).toHaveLength(unsent);
  await expectSameOnServer(await server.documents());
});

test('the same field changed by both says so, with both values', async ({ openAgent }) => {
  test.setTimeout(180_000);
  const [a, b] = [await openAgent(), await openAgent()];
  const shared = await startTogether(a, b, 'Kummankin muuttama');

  await goOffline(a);
  await pick(a.page, fi.common.priority, fi.common.priorities.high);
  await pick(b.page, fi.common.priority, fi.common.priorities.low);
  await expectAllSent(b.page);
  await goOnline(a);

  for (const agent of [a, b]) {
    await expectAllSent(agent.page);
    await openTicket(agent, shared);
    const { page } = agent;
    await expect(page.getByRole('button', { name: fi.conflicts.both })).toBeVisible();
    const values = page.locator('dl').filter({ hasText: fi.conflicts.lost });
    await expect(values).toContainText(fi.common.priorities.high);
    await expect(values).toContainText(fi.common.priorities.low);
  }
});

/** Two signed-in agents looking at one ticket. */
async function startTogether(a: Agent, b: Agent, subject: string): Promise<string> {
  await openLead(a);
  await openColleague(a, b);
  const id = await makeTicket(a.page, subject);
  await expectAllSent(a.page);
  await openTicket(b, id);
  await expect(ticketHeading(b.page, subject)).toBeVisible();
  return id;
}

async function logThreeMinuteCall({ page }: Agent): Promise<void> {
  // Once for both ends of the talk: the minute may change between two looks at the clock.
  const now = Date.now();
  await page.keyboard.press('F2');
  await callNotes(page).pressSequentially(NOTES);
  await expectNotesSafe(page);

  const dock = page.getByTestId('call-dock');
  await dock.getByRole('button', { name: fi.calls.newTicket }).click();
  const dialog = page.getByRole('dialog', { name: fi.ticket.create.title });
  await dialog.getByLabel(fi.ticket.subject).fill('Kassa ei tulosta');
  await dialog.getByRole('button', { name: fi.ticket.create.submit }).click();
  await expect(dock.getByText('Kassa ei tulosta', { exact: true })).toBeVisible();

  await callNotes(page).press('Control+Enter');
  await dock.getByRole('button', { name: fi.calls.editTimes }).click();
  // The talk began four minutes ago and ended a minute ago.
  await enterMoment(dock.getByRole('group', { name: fi.calls.startedAt }), now - 4 * 60_000);
  await enterMoment(dock.getByRole('group', { name: fi.calls.endedAt }), now - 60_000);
  await dock.getByRole('radio', { name: 'Häiriö' }).click();
  await dock.getByRole('radio', { name: 'Soitetaan takaisin' }).click();
  await dock.getByLabel(fi.calls.topic).fill('Kerro, mitä kassasta löytyi');
  await dock.getByRole('button', { name: fi.calls.saveWrapUp }).click();
  await expect(dock).toBeHidden();
}

/** Into a day and a time side by side. */
async function enterMoment(fields: Locator, moment: number): Promise<void> {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('fi', {
      timeZone: 'Europe/Helsinki',
      day: 'numeric',
      month: 'numeric',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const time = fields.getByLabel(fi.callbacks.time);
  await fields.getByRole('textbox').first().fill(`${parts['day']}.${parts['month']}.${parts['year']}`);
  await time.fill(`${parts['hour']}.${parts['minute']}`);
  await time.blur();
}

async function writeNote({ page }: Agent, text: string): Promise<void> {
  await page.getByRole('textbox', { name: fi.ticket.composer.note }).fill(text);
  await page.getByRole('button', { name: fi.ticket.composer.saveNote }).click();
  await expect(page.getByRole('textbox', { name: fi.ticket.composer.note })).toHaveValue('');
}

/** One more window of the same profile, beside the first. */
async function openWindow({ context, wire }: Agent, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(wire.url + path);
  await expectReady(page);
  return page;
}

type WindowsOfB = Record<'calls' | 'callbacks' | 'queue', Page>;
type Limit = () => { timeout: number };

async function showsBothEdits(page: Page, limit: { timeout: number }): Promise<void> {
  await Promise.all([
    expect(property(page, fi.common.priority)).toContainText(fi.common.priorities.high, limit),
    expect(property(page, fi.common.assignee)).toContainText('Liisa Korhonen', limit),
    expect(page.getByText('Liisa soitti asiakkaalle sillä välin.')).toBeVisible(limit),
  ]);
}

/** A's call with its notes and its length, its ticket and its callback, each in a window that is open already. */
function showsTheCall(windows: WindowsOfB, left: Limit): Promise<void>[] {
  const { calls, callbacks, queue } = windows;
  const callWithNotes = async () => {
    await calls.getByRole('option').first().click(left());
    await expect(calls.getByText('Lupasin selvittää tänään.').last()).toBeVisible(left());
    await expect(calls.getByText('3 min', { exact: false }).first()).toBeVisible(left());
  };
  return [
    callWithNotes(),
    expect(callbacks.getByRole('option', { name: /Kerro, mitä kassasta löytyi/ })).toBeVisible(left()),
    expect(queue.getByRole('option', { name: /Kassa ei tulosta/ })).toBeVisible(left()),
  ];
}

function changedBetween(before: readonly TeamDocument[], after: readonly TeamDocument[]): string[] {
  const revs = new Map(before.map((doc) => [doc._id, doc._rev]));
  return after.filter((doc) => revs.get(doc._id) !== doc._rev).map((doc) => doc._id);
}

async function expectSameOnServer(documents: readonly TeamDocument[]): Promise<void> {
  const [call] = documents.filter(({ type }) => type === 'call');
  expect(call).toMatchObject({ notes: NOTES, reason: 'incident', outcome: 'callback', status: 'done' });
  const lasted = Date.parse(String(call?.['endedAt'])) - Date.parse(String(call?.['startedAt']));
  expect(lasted).toBe(3 * 60_000);
  const subjects = documents.filter(({ type }) => type === 'ticket').map((doc) => doc['subject']);
  expect(subjects.sort()).toEqual(['Kassa ei tulosta', 'Liisan oma tiketti', 'Yhteinen tiketti']);
  expect(documents.filter(({ type }) => type === 'callback')).toHaveLength(1);
}
