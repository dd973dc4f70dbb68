import type { Page } from '@playwright/test';
import { openSampleQueue } from './support/acts';
import { expect, test } from './support/fixtures';
import { fi } from './support/words';

const view = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: fi.queue.viewsLabel })
    .getByRole('button', { name: new RegExp(`^${name}\\s*\\d`) });
const rows = (page: Page, name: string) =>
  page.getByRole('listbox', { name: fi.queue.listLabel.replace('{{view}}', name) }).getByRole('option');

test('a view that is chosen beside an open ticket shows its own tickets, all at once', async ({
  openAgent,
}) => {
  const page = await openSampleQueue(openAgent);

  await rows(page, fi.queue.views.open).nth(1).click();
  await view(page, fi.queue.views.recentlyClosed).click();
  const closed = rows(page, fi.queue.views.recentlyClosed);
  const count = Number(await view(page, fi.queue.views.recentlyClosed).locator('span').last().textContent());
  await expect(closed).toHaveCount(count);
  await expect(page.locator('[data-departed=true]')).toHaveCount(0);
  await expect(page.getByTitle(fi.queue.refresh)).toBeHidden();
});

test('coming back to the queue shows the row one left from', async ({ openAgent }) => {
  const page = await openSampleQueue(openAgent);

  await view(page, fi.queue.views.all).click();
  const all = rows(page, fi.queue.views.all);
  await all.first().click();
  await page.keyboard.press('End');
  const last = page.getByRole('option', { selected: true });
  await expect(last).toBeInViewport();
  const subject = (await last.locator('bdi').first().getAttribute('title')) ?? '';
  await page.getByRole('link', { name: fi.nav.calls, exact: true }).click();
  await expect(page.getByRole('heading', { name: fi.nav.calls, exact: true })).toBeVisible();
  await page.getByRole('link', { name: fi.nav.queue, exact: true }).click();
  await expect(last.locator('bdi').first()).toHaveAttribute('title', subject);
  await expect(last).toBeInViewport();
});
