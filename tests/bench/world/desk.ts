import type { Locator, Page } from '@playwright/test';
import { catalogues } from '@shared/i18n/catalogues';
import { LEAD } from './team';

/** The words that the benches' browsers show. */
export const fi = catalogues.fi;

/** The app is open and has read its records. */
export const READY = '[data-ready=true]';

/** Signs the lead in on a fresh profile; comes back at once. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel(fi.firstRun.user).fill(LEAD.user);
  await page.getByLabel(fi.firstRun.password, { exact: true }).fill(LEAD.password);
  await page.getByRole('button', { name: fi.firstRun.signIn.submit }).click();
}

/**
 * Until everything is on the server and here.
 * @param timeout ms; the page's own without it
 */
export async function allSent(page: Page, timeout?: number): Promise<void> {
  const options = timeout === undefined ? {} : { timeout };
  await page.locator('[data-phase=live][data-unsent="0"]').waitFor(options);
}

/** Opens the form of a new ticket. @returns its subject, which may be there from before a crash */
export async function openForm(page: Page): Promise<Locator> {
  await page.keyboard.press('c');
  return form(page).getByLabel(fi.ticket.subject);
}

/** Saves the form that is open; the app then shows the ticket of this subject. */
export async function saveForm(page: Page, subject: string): Promise<void> {
  await form(page).getByRole('button', { name: fi.ticket.create.submit }).click();
  await page.getByRole('heading', { level: 2, name: subject, exact: true }).waitFor();
}

export async function makeTicket(page: Page, subject: string): Promise<void> {
  await (await openForm(page)).fill(subject);
  await saveForm(page, subject);
}

/** Opens the reply to the ticket that shows. */
export async function openReply(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  return page.getByRole('textbox', { name: fi.ticket.composer.reply });
}

function form(page: Page): Locator {
  return page.getByRole('dialog', { name: fi.ticket.create.title });
}
