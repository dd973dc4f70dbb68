import type { Page } from '@playwright/test';
import type { Hub } from '@hub/hub';
import { editTicket } from '@shared/domain/tickets/ticket-commands';
import { colleagueOf } from '../fixtures/colleague';
import { openLeadWithTicket, openTicket, pick, property, ticketHeading, visit } from './support/acts';
import type { OpenAgent } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { serverOf } from './support/server';
import { COLLEAGUE, LEAD, addMember, expectAllSent } from './support/team';
import { fi } from './support/words';

const DRAFT = 'Hei, tulostin vaihdetaan huomenna aamulla.\nKerron vielä tarkan ajan.';

test('what a colleague changes while one writes touches neither text nor cursor, and is told beside it', async ({
  openAgent,
  hub,
}) => {
  const { page, id, liisa } = await withColleague(openAgent, hub, 'Tulostin ei tulosta');
  await page.getByRole('button', { name: fi.ticket.toMe }).click();
  await expectAllSent(page);

  // In one's own view: the ticket leaves it, the one who writes does not.
  await visit(page, `/queue/${encodeURIComponent(id.slice('ticket:'.length))}`);
  await page.getByRole('button', { name: fi.queue.views.mine }).click();
  const field = page.getByRole('textbox', { name: fi.ticket.composer.note });
  await field.fill(DRAFT);
  await setCursor(page, 5, 13);
  const place = await field.boundingBox();
  const hint = page.getByTestId('meanwhile');

  const changes = [{ assignee: COLLEAGUE.user }, { priority: 'high' }, { subject: 'Tulostin on rikki' }];
  for (const values of changes) await liisa.does(editTicket, { id, values });
  await expect(ticketHeading(page, 'Tulostin on rikki')).toBeVisible();
  await expect(property(page, fi.common.assignee)).toContainText(COLLEAGUE.name);
  await expect(hint.getByRole('listitem')).toHaveCount(changes.length);
  await expect(hint).toContainText(COLLEAGUE.name);
  await expect(hint).toContainText('Tulostin on rikki');
  await expect(field).toBeFocused();
  expect(await cursor(page)).toEqual({ text: DRAFT, from: 5, to: 13 });
  expect(await field.boundingBox()).toEqual(place);

  await hint.getByRole('button', { name: fi.ticket.meanwhile.seen }).click();
  await expect(hint.getByRole('listitem')).toHaveCount(0);
  await expect(field).toBeFocused();
  await page.keyboard.type('X');
  await expect(field).toHaveValue(`Hei, X${DRAFT.slice(13)}`);
});

test('what was archived or changed is taken back: at once by its key, later in the timeline, never silently over others', async ({
  openAgent,
  hub,
}) => {
  const { agent, page, id, liisa } = await withColleague(openAgent, hub, 'Vahinko');
  await openTicket(agent, id);

  await page.getByRole('button', { name: fi.common.more }).click();
  await page.getByRole('menuitem', { name: fi.common.archive }).click();
  await expect(page.getByText(fi.ticket.archived)).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText(fi.undo.earlier_one.replace('{{count}}', '1'))).toBeVisible();
  await page.keyboard.press('u');
  await expect(property(page, fi.common.status)).toContainText('Uusi');
  await page.keyboard.press('u');
  await expect(page.getByText(fi.ticket.archived)).toBeHidden();

  await pick(page, fi.common.priority, fi.common.priorities.high);
  await expectAllSent(page);
  await liisa.does(editTicket, { id, values: { priority: 'low' } });
  await expect(property(page, fi.common.priority)).toContainText(fi.common.priorities.low);

  await undoOf(page, fi.common.priorities.high, LEAD.name).click();
  const question = page.getByRole('status').filter({ hasText: fi.undo.changedSinceBy });
  await expect(question).toContainText(COLLEAGUE.name);
  await expect(property(page, fi.common.priority)).toContainText(fi.common.priorities.low);
  await question.getByRole('button', { name: fi.undo.anyway }).click();
  await expect(property(page, fi.common.priority)).toContainText(fi.common.priorities.medium);
  await expect(page.getByText(fi.undo.undid)).toHaveCount(3);
});

/** A lead with a ticket, and a colleague at a machine elsewhere. */
async function withColleague(openAgent: OpenAgent, hub: Hub, subject: string) {
  const desk = await openLeadWithTicket(openAgent, subject);
  await addMember(desk.page, COLLEAGUE);
  return { ...desk, liisa: colleagueOf(serverOf(hub), COLLEAGUE.user, 'ZZ') };
}

/** The button of the line that tells this change. */
function undoOf(page: Page, value: string, author: string) {
  return page
    .getByRole('region', { name: fi.ticket.timeline })
    .locator('div')
    .filter({ hasText: author })
    .getByRole('button', { name: new RegExp(`^${fi.common.undo}: .*→ ${value}$`) })
    .last();
}

async function setCursor(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(
    ([start, end]) => (document.activeElement as HTMLTextAreaElement).setSelectionRange(start, end),
    [from, to] as const,
  );
}

function cursor(page: Page): Promise<{ text: string; from: number; to: number }> {
  return page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
    return { text: value, from: selectionStart, to: selectionEnd };
  });
}
