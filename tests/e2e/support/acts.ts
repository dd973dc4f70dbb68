import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Agent, OpenAgent } from './fixtures';
import { COLLEAGUE, LEAD, addMember, expectAllSent, expectReady, setUpTeam } from './team';
import { fi } from './words';

/** What people do, said once: by the roles and words they see. */

export async function signIn(
  page: Page,
  person: { user: string; password: string },
  { firstRun } = fi,
): Promise<void> {
  await page.getByLabel(firstRun.user).fill(person.user);
  await page.getByLabel(firstRun.password, { exact: true }).fill(person.password);
  await page.getByRole('button', { name: firstRun.signIn.submit }).click();
  await expectReady(page);
  await expectAllSent(page);
}

/** A team with one lead, who is signed in. */
export async function openLead(
  agent: Agent,
  { words = fi, ...options }: { sample?: boolean; words?: typeof fi; language?: 'fi' | 'en' } = {},
): Promise<void> {
  await setUpTeam(agent.page, options);
  await agent.page.goto(agent.wire.url);
  await signIn(agent.page, LEAD, words);
}

/** A team's lead at their machine, and a ticket of theirs that the server has. */
export async function openLeadWithTicket(
  openAgent: OpenAgent,
  subject: string,
): Promise<{ agent: Agent; page: Page; id: string }> {
  const agent = await openAgent();
  await openLead(agent);
  const id = await makeTicket(agent.page, subject);
  await expectAllSent(agent.page);
  return { agent, page: agent.page, id };
}

/** A team's lead at the queue of the sample data. */
export async function openSampleQueue(openAgent: OpenAgent): Promise<Page> {
  const agent = await openAgent();
  await openLead(agent, { sample: true });
  await openQueue(agent.page);
  return agent.page;
}

/** The lead's colleague, on a machine of their own. Call after {@link openLead}. */
export async function openColleague(lead: Agent, colleague: Agent): Promise<void> {
  await addMember(lead.page, COLLEAGUE);
  await colleague.page.goto(colleague.wire.url);
  await signIn(colleague.page, COLLEAGUE);
}

/** A machine whose network goes: the wire is dead, and the browser has noticed. */
export async function goOffline({ page, wire, context }: Agent): Promise<void> {
  wire.cut();
  await context.setOffline(true);
  await expect(pill(page)).toHaveAttribute('data-phase', 'offline', { timeout: 20_000 });
}

export async function goOnline({ wire, context }: Agent): Promise<void> {
  wire.mend();
  await context.setOffline(false);
}

/**
 * Lets everything go out. A browser that was killed may have lost its session cookie, which it writes to disk late:
 * then the person signs in once more, as the app asks.
 */
export async function sendEverything(page: Page, person = LEAD): Promise<void> {
  await expect(pill(page)).toHaveAttribute('data-phase', /live|needsLogin/, { timeout: 20_000 });
  if ((await pill(page).getAttribute('data-phase')) === 'needsLogin') {
    await pill(page).click();
    const form = page.getByRole('form', { name: fi.sync.signedOutTitle });
    await form.getByLabel(fi.sync.password, { exact: true }).fill(person.password);
    await form.getByRole('button', { name: fi.sync.signIn }).click();
  }
  await expectAllSent(page);
}

/** The sync state in the top bar. */
export function pill(page: Page): Locator {
  return page.locator('[data-phase][data-unsent]');
}

export async function unsentOf(page: Page): Promise<number> {
  return Number(await pill(page).getAttribute('data-unsent'));
}

export async function openQueue(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: fi.nav.main }).getByRole('link', { name: fi.nav.queue }).click();
  await expect(page.getByRole('region', { name: fi.queue.title })).toBeVisible();
}

/** Makes a ticket in the dialog that is open or opens by `c`; the app then shows it. Returns its id. */
export async function makeTicket(page: Page, subject: string): Promise<string> {
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: fi.ticket.create.title });
  await dialog.getByLabel(fi.ticket.subject).fill(subject);
  await dialog.getByRole('button', { name: fi.ticket.create.submit }).click();
  await expect(ticketHeading(page, subject)).toBeVisible();
  return `ticket:${decodeURIComponent(page.url().split('/').at(-1) ?? '')}`;
}

export function ticketHeading(page: Page, subject: string): Locator {
  return page.getByRole('heading', { level: 2, name: subject });
}

export async function openTicket(agent: Agent, id: string): Promise<void> {
  await visit(agent.page, `/tickets/${encodeURIComponent(id.slice('ticket:'.length))}`);
}

/** Moves inside the app, as a link of it would, without loading the page anew. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate((target) => history.pushState(null, '', target), path);
}

/** Picks an option of one of a ticket's properties (status, priority, …). */
export async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${label}: `) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The reply to a ticket, when its tab is open. */
export function replyField(page: Page): Locator {
  return page.getByRole('textbox', { name: fi.ticket.composer.reply });
}

/** Opens the reply to the ticket that shows. */
export async function openReply(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  return replyField(page);
}

/** The value one of a ticket's properties shows. */
export function property(page: Page, label: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${label}: `) });
}

/** The notes of the call in hand. */
export function callNotes(page: Page): Locator {
  return page.getByTestId('call-dock').getByLabel(fi.calls.notes);
}

/** What is typed into the call is in the database of this machine. */
export async function expectNotesSafe(page: Page): Promise<void> {
  await expect(page.getByTestId('notes-place').first()).toHaveAttribute(
    'data-place',
    /safeHere|safeOnServer/,
  );
}
