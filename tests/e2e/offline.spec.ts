import {
  callNotes,
  expectNotesSafe,
  goOffline,
  goOnline,
  makeTicket,
  openLead,
  openTicket,
  pick,
  pill,
  ticketHeading,
  unsentOf,
  visit,
} from './support/acts';
import type { Agent } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { expectAllSent, expectReady } from './support/team';
import { serverOf } from './support/server';
import { fi, likeText } from './support/words';

test('a day without a network: everything is saved here, says so, survives a reload, and is sent afterwards', async ({
  openAgent,
  hub,
}) => {
  test.setTimeout(240_000);
  const agent = await openAgent();
  const { page } = agent;
  await openLead(agent, { sample: true });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await goOffline(agent);

  const ticketId = await makeTicket(page, 'Ilman verkkoa tehty');
  await expect(stateOf(agent, fi.sync.savedHere)).toBeVisible();
  await page.getByRole('textbox', { name: fi.ticket.composer.note }).fill('Muistiinpano ilman verkkoa');
  await page.getByRole('button', { name: fi.ticket.composer.saveNote }).click();
  await expect(page.getByRole('region', { name: fi.ticket.timeline })).toContainText(
    'Muistiinpano ilman verkkoa',
  );
  await pick(page, fi.common.priority, fi.common.priorities.high);

  const customerPath = await makeCustomer(agent, 'Verkoton Oy');
  const stepPath = await judgeFirstOpenStep(agent);
  const callPath = await logCall(agent, 'Soitto ilman verkkoa');
  const unsent = await unsentOf(page);
  expect(unsent).toBeGreaterThan(5);

  await page.reload();
  await expectReady(page);
  await expect(pill(page)).toHaveAttribute('data-unsent', String(unsent));
  await openTicket(agent, ticketId);
  await expect(ticketHeading(page, 'Ilman verkkoa tehty')).toBeVisible();
  await expect(page.getByRole('region', { name: fi.ticket.timeline })).toContainText(
    'Muistiinpano ilman verkkoa',
  );

  await goOffline(agent);
  await goOnline(agent);
  await expectAllSent(page);
  for (const path of [customerPath, stepPath, new URL(page.url()).pathname]) {
    await visit(page, path);
    await expect(stateOf(agent, fi.sync.onServer)).toBeVisible();
  }
  await visit(page, callPath);
  await expect(page.getByText('Soitto ilman verkkoa').last()).toBeVisible();
  const documents = await serverOf(hub).documents();
  const has = (type: string, field: string, value: string) =>
    documents.some((doc) => doc.type === type && doc[field] === value);
  expect(has('ticket', 'subject', 'Ilman verkkoa tehty')).toBe(true);
  expect(has('event', 'body', 'Muistiinpano ilman verkkoa')).toBe(true);
  expect(has('customer', 'name', 'Verkoton Oy')).toBe(true);
  expect(has('call', 'notes', 'Soitto ilman verkkoa')).toBe(true);
});

test('the screens open and a long text is typed while requests hang unanswered', async ({ openAgent }) => {
  test.setTimeout(120_000);
  const agent = await openAgent();
  const { page } = agent;
  await openLead(agent, { sample: true });
  // Worse than no network: a server that takes every request and never answers.
  await page.route('**/{db,api}/**', () => undefined);
  for (const path of ['/calls', '/callbacks', '/onboarding', '/customers', '/settings', '/queue']) {
    await visit(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await makeTicket(page, 'Palvelin ei vastaa');
  await page.getByRole('textbox', { name: fi.ticket.composer.note }).fill('Tallentuu silti');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: fi.ticket.timeline })).toContainText('Tallentuu silti');
  await expect(stateOf(agent, fi.sync.savedHere)).toBeVisible();
});

/** The mark on the record that the screen shows, in its header. */
function stateOf({ page }: Agent, words: string) {
  return page.getByRole('main').getByRole('img', { name: words, exact: true }).last();
}

async function makeCustomer({ page }: Agent, name: string): Promise<string> {
  await visit(page, '/customers');
  await page.getByRole('button', { name: fi.customers.newCompany }).click();
  const dialog = page.getByRole('dialog', { name: fi.customers.newCompany });
  await dialog.getByLabel(fi.customers.companyName).fill(name);
  await dialog.getByRole('button', { name: fi.common.add }).click();
  await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function judgeFirstOpenStep({ page }: Agent): Promise<string> {
  await visit(page, '/onboarding');
  await page
    .getByRole('main')
    .getByRole('button', { name: likeText(fi.onboarding.progress) })
    .first()
    .click();
  const step = page.locator('[data-step]:not([data-state=done])').first();
  const id = (await step.getAttribute('data-step')) ?? '';
  await step.focus();
  await page.keyboard.press('1');
  await expect(page.locator(`[data-step="${id}"]`)).toHaveAttribute('data-state', 'done');
  return new URL(page.url()).pathname;
}

async function logCall({ page }: Agent, notes: string): Promise<string> {
  await page.keyboard.press('F2');
  await callNotes(page).pressSequentially(notes);
  await expectNotesSafe(page);
  const dock = page.getByTestId('call-dock');
  await callNotes(page).press('Control+Enter');
  await dock.getByRole('radio', { name: 'Neuvonta' }).click();
  await dock.getByRole('radio', { name: 'Ratkesi puhelussa' }).click();
  await dock.getByRole('button', { name: fi.calls.saveWrapUp }).click();
  await visit(page, '/calls');
  await page.getByRole('option').first().click();
  await expect(page.getByText(notes).last()).toBeVisible();
  return new URL(page.url()).pathname;
}
