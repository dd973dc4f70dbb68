import { createContact, editContact } from '@shared/domain/customers/customer-commands';
import { startCall, wrapUpCall } from '@shared/domain/calls/call-commands';
import { addEntry, createTicket } from '@shared/domain/tickets/ticket-commands';
import { colleagueOf } from '../fixtures/colleague';
import type { Locator } from '@playwright/test';
import { goOffline, goOnline, openColleague, openLead, openTicket, visit } from './support/acts';
import { expect, test } from './support/fixtures';
import type { Agent } from './support/fixtures';
import { serverOf } from './support/server';
import type { ServerSide } from './support/server';
import { COLLEAGUE, expectAllSent, LEAD } from './support/team';
import { fi } from './support/words';

const [NAME, PHONE, EMAIL] = ['Aino Öystilä', '040 765 4321', 'aino@oystila.example'];
const PERSON = /Öystilä|765 ?4321|aino@oystila/;
const KEPT = 'Reititin vaihdettu, valot palavat.';
const { erase } = fi.privacy;

test('a person is erased on every machine, also on one that was away and went on writing', async ({
  openAgent,
  hub,
}) => {
  test.setTimeout(180_000);
  const [lead, agent] = [await openAgent(), await openAgent()];
  await openLead(lead);
  await openColleague(lead, agent);
  const server = serverOf(hub);
  const { contactId, ticketId } = await givePerson(server);
  await openContact(agent, contactId);
  await expect(agent.page.getByRole('heading', { name: NAME })).toBeVisible();
  await expect(agent.page.getByRole('button', { name: erase.open })).toHaveCount(0);
  await goOffline(agent);
  await agent.page.getByLabel(fi.customers.jobTitle).fill('Öystilän talon isäntä');
  await agent.page.keyboard.press('Tab');
  await expect(agent.page.locator('[data-unsent="2"]')).toBeVisible();

  // By the keyboard alone: nothing happens before the second yes.
  const { page } = lead;
  await openContact(lead, contactId);
  await page.getByRole('button', { name: erase.open }).press('Enter');
  const dialog = page.getByRole('dialog', { name: erase.title });
  await expect(dialog.getByRole('list', { name: erase.goes })).toContainText('1 puhelun');
  const choices = dialog.getByRole('group', { name: erase.texts }).getByRole('checkbox');
  await expect(choices).toHaveCount(3);
  await expect(choices.nth(0)).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: KEPT })).not.toBeChecked();
  await expect(dialog.getByRole('button', { name: erase.now })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: erase.understood }).press('Space');
  await dialog.getByRole('button', { name: erase.now }).press('Enter');
  await expect(page.getByRole('heading', { name: erase.erasedTitle })).toBeVisible();
  await expectAllSent(page);
  expect(JSON.stringify(await server.documents())).not.toMatch(PERSON);

  await openTicket(lead, ticketId);
  await expect(page.getByRole('heading', { level: 2, name: erase.subject })).toBeVisible();
  await expect(page.getByText(KEPT)).toBeVisible();
  await expect(page.getByText(erase.content).first()).toBeVisible();

  // The list names the agent's computer, which is away, and a lead can say that it will not come back.
  await openContact(lead, contactId);
  const waiting = page.getByRole('list', { name: erase.machines.waiting });
  const outOfUse = page.getByRole('list', { name: erase.machines.outOfUse });
  const theirs = (list: Locator) => list.getByRole('listitem').filter({ hasText: COLLEAGUE.name });
  await theirs(waiting).getByRole('button').press('Enter');
  await page.getByRole('menuitem', { name: erase.machines.how.lost }).press('Enter');
  await expect(theirs(outOfUse)).toContainText(erase.machines.how.lost);
  await expect(theirs(waiting)).toHaveCount(0);

  await goOnline(agent);
  await expectAllSent(agent.page);
  await expect(agent.page.getByRole('heading', { name: erase.erasedTitle })).toBeVisible();
  await expect(agent.page.getByRole('button', { name: erase.again })).toHaveCount(0);
  // It came back, and says so itself.
  await expect(outOfUse).toHaveCount(0);

  // What the agent wrote came as an event of its own; the lead's computer erases that by itself.
  await expect
    .poll(async () => JSON.stringify(await server.documents()), { timeout: 30_000 })
    .not.toMatch(PERSON);
  await expect(page.getByText(erase.later_one.split('{{')[0] ?? '')).toBeVisible();

  // A computer that is emptied on signing out says so itself.
  const { signOut } = fi.privacy;
  await visit(agent.page, '/settings/me');
  await agent.page.getByRole('button', { name: fi.settings.me.signOut }).click();
  await agent.page.getByRole('radio', { name: signOut.wipe }).check();
  await agent.page.getByRole('button', { name: signOut.wipeNow }).click();
  await expect(agent.page.getByLabel(fi.firstRun.user)).toBeVisible();
  await expect(theirs(outOfUse)).toContainText(erase.machines.how.wiped);
});

function openContact({ page }: Agent, id: string): Promise<void> {
  return visit(page, `/contacts/${id.slice('contact:'.length)}`);
}

/** A person with a call and a ticket, as a colleague's machine would send them. */
async function givePerson(server: ServerSide): Promise<{ contactId: string; ticketId: string }> {
  const maija = colleagueOf(server, LEAD.user, 'ZZ');
  const { id: contactId } = await maija.does(createContact, { name: NAME });
  await maija.does(editContact, { id: contactId, values: { phones: [PHONE], emails: [EMAIL] } });
  const caller = { contactId, callerName: NAME, phone: PHONE };
  const call = await maija.does(startCall, { direction: 'in', ...caller });
  await maija.does(wrapUpCall, {
    id: call.id,
    notes: NAME,
    reason: 'fault',
    outcome: 'solved',
    reached: true,
  });
  const subject = `${NAME}: netti poikki`;
  const { id: ticketId } = await maija.does(createTicket, { ticketType: 'incident', subject, contactId });
  await maija.does(addEntry, { ticketId, kind: 'note', body: `Soita ${PHONE}` });
  await maija.does(addEntry, { ticketId, kind: 'note', body: KEPT });
  return { contactId, ticketId };
}
