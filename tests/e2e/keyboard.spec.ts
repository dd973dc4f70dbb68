import {
  callNotes,
  expectNotesSafe,
  openLead,
  openSampleQueue,
  property,
  ticketHeading,
} from './support/acts';
import type { Agent } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { serverOf } from './support/server';
import { expectAllSent } from './support/team';
import { fi } from './support/words';

test('a call is logged and wrapped up by keys alone, a dozen at most besides the notes', async ({
  openAgent,
  hub,
}) => {
  const agent = await openAgent();
  await openLead(agent);
  const { page } = agent;
  const keys = countedKeys(agent);

  await keys.press('F2');
  // The cursor is in the notes: nothing has to be clicked before writing.
  await expect(callNotes(page)).toBeFocused();
  await page.keyboard.type('Tulostin jumissa, neuvottiin avaamaan takaluukku.');
  await expectNotesSafe(page);
  await keys.press('Control+Enter');
  const dock = page.getByTestId('call-dock');
  await expect(dock.getByRole('radio', { name: 'Häiriö' })).toBeFocused();
  await keys.press('2');
  await keys.press('1');
  await keys.press('Control+Enter');
  await expect(dock).toBeHidden();
  expect(keys.count()).toBeLessThanOrEqual(12);

  await expectAllSent(page);
  const calls = (await serverOf(hub).documents()).filter(({ type }) => type === 'call');
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({
    notes: 'Tulostin jumissa, neuvottiin avaamaan takaluukku.',
    reason: 'advice',
    outcome: 'solved',
    reached: true,
    status: 'done',
  });
});

test('the queue is walked, a ticket opened and worked on without a mouse', async ({ openAgent }) => {
  const agent = await openAgent();
  await openLead(agent, { sample: true });
  const { page } = agent;
  await expect(page.getByRole('option').first()).toBeVisible();
  // By number and subject: names and marks in the row may still come.
  const selected = page.getByRole('option', { selected: true }).locator('bdi').first();

  await page.keyboard.press('j');
  const first = (await selected.getAttribute('title')) ?? '';
  await page.keyboard.press('j');
  await expect(selected).not.toHaveAttribute('title', first);
  await page.keyboard.press('k');
  await expect(selected).toHaveAttribute('title', first);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/tickets\//);

  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: fi.ticket.composer.note });
  await expect(note).toBeFocused();
  await page.keyboard.type('Näppäimillä kirjoitettu');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: fi.ticket.timeline })).toContainText(
    'Näppäimillä kirjoitettu',
  );
  await page.keyboard.press('Escape');

  // A list opens ready for typing; a short one takes the first letter.
  await page.keyboard.press('a');
  await expect(page.getByRole('option', { name: 'Sanna Rantala' })).toBeVisible();
  await page.keyboard.type('sann');
  await page.keyboard.press('Enter');
  await expect(property(page, fi.common.assignee)).toContainText('Sanna Rantala');
  await page.keyboard.press('p');
  await expect(page.getByRole('option', { name: fi.common.priorities.low })).toBeVisible();
  await page.keyboard.type('m');
  await page.keyboard.press('Enter');
  await expect(property(page, fi.common.priority)).toContainText(fi.common.priorities.low);

  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { name: fi.customers.title })).toBeVisible();
});

test('help opens by ? and the palette finds a ticket by its number and a screen by its name', async ({
  openAgent,
}) => {
  const page = await openSampleQueue(openAgent);

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: fi.help.title });
  await expect(help.getByText(fi.help.keys.logCall, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  const row = page.getByRole('option').nth(2);
  const [, number = '', subject = ''] =
    /^(\S+) (.*)$/s.exec((await row.locator('bdi').first().getAttribute('title')) ?? '') ?? [];
  expect(number).not.toBe('');
  // Typed at once: nothing is lost, and nothing is a shortcut, before the field has the cursor.
  await page.keyboard.press('/');
  await page.keyboard.type(number.toLowerCase());
  await expect(page.getByPlaceholder(fi.nav.searchOrCommand)).toHaveValue(number.toLowerCase());
  await expect(
    page
      .getByRole('button', { name: subject })
      .or(page.getByRole('option', { name: subject }))
      .last(),
  ).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(ticketHeading(page, subject)).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type(fi.nav.callbacks.slice(0, 6).toLowerCase());
  // Chosen from what one sees.
  const screen = page.getByRole('dialog').getByText(fi.nav.callbacks, { exact: true });
  await expect(screen).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: fi.callbacks.title })).toBeVisible();
});

/** Presses keys and counts them. */
function countedKeys({ page }: Agent) {
  let pressed = 0;
  return {
    count: () => pressed,
    async press(key: string) {
      pressed += 1;
      await page.keyboard.press(key);
    },
  };
}
