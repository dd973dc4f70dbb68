import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { MAX_FILE_BYTES } from '@shared/domain/files/file';
import {
  goOffline,
  goOnline,
  makeTicket,
  openColleague,
  openLead,
  openTicket,
  sendEverything,
  visit,
} from './support/acts';
import { expect, test } from './support/fixtures';
import { expectAllSent, expectReady } from './support/team';
import { serverOf } from './support/server';
import { fi, likeText } from './support/words';

/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" onload="top.caught = true"><script>top.caught = true</script></svg>';

interface Thrown {
  name: string;
  type?: string;
  text?: string;
  size?: number;
}

/** Drops files on an element, as a hand does that carries them over from the desktop; or pastes them there. */
async function throwAt(target: Locator, how: 'drop' | 'paste', files: Thrown[]): Promise<void> {
  await target.evaluate(
    (element, { files: given, how: kind }) => {
      const data = new DataTransfer();
      for (const { name, type = '', text = '', size } of given) {
        const content = size === undefined ? text : new Uint8Array(size);
        data.items.add(new File([content], name, { type }));
      }
      const init = { bubbles: true, cancelable: true };
      if (kind === 'paste') {
        element.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }));
        return;
      }
      for (const event of ['dragenter', 'dragover', 'drop']) {
        element.dispatchEvent(new DragEvent(event, { ...init, dataTransfer: data }));
      }
    },
    { files, how },
  );
}

const article = (page: Page) => page.getByRole('main').getByRole('article').first();
const rows = (page: Page) => page.locator('[data-file]');
const row = (page: Page, name: string) => rows(page).filter({ hasText: name });
const openButton = (page: Page, name: string) =>
  row(page, name).getByRole('button', { name: fi.files.open.replace('{{name}}', name) });

async function choose(page: Page, name: string, item: string): Promise<void> {
  await row(page, name)
    .getByRole('button', { name: fi.files.actions.replace('{{name}}', name) })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('files added without a network survive a crash, are sent by themselves, and a colleague opens them safely', async ({
  openAgent,
  hub,
}) => {
  test.setTimeout(180_000);
  const lead = await openAgent();
  const colleague = await openAgent();
  await openLead(lead);
  await openColleague(lead, colleague);
  await lead.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await goOffline(lead);
  const ticketId = await makeTicket(lead.page, 'Liitteitä');

  await throwAt(article(lead.page), 'drop', [
    { name: 'tyhjä 😀.txt', type: 'text/plain' },
    { name: '../\u202Egpj.exe', text: 'MZ' },
    { name: 'kuva.svg', type: 'image/svg+xml', text: SVG },
    { name: `${'pitkä '.repeat(60)}.log`, type: 'text/plain', text: 'Ääkköset säilyvät' },
  ]);
  await lead.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'kuva.png', mimeType: 'image/png', buffer: PNG });
  await throwAt(article(lead.page), 'paste', [{ name: 'image.png', type: 'image/png', text: 'ei kuva' }]);
  await expect(rows(lead.page)).toHaveCount(6);
  await expect(lead.page.locator('[data-file]:not([data-place=savedHere])')).toHaveCount(0);
  await throwAt(article(lead.page), 'drop', [{ name: 'iso.bin', size: MAX_FILE_BYTES + 1 }]);
  await expect(lead.page.getByRole('alert')).toContainText(likeText(fi.files.notices.tooLarge));
  await throwAt(article(lead.page), 'drop', [{ name: 'sama.svg', text: SVG }]);
  await expect(lead.page.getByRole('alert').last()).toContainText('kuva.svg');

  await lead.killAndRestart(new URL(lead.page.url()).pathname);
  await expectReady(lead.page);
  await expect(rows(lead.page)).toHaveCount(6);
  await expect(lead.page.locator('[data-file][data-place=savedHere]')).toHaveCount(6);
  await openButton(lead.page, 'kuva.png').click();
  await expectPicture(lead.page);

  await goOnline(lead);
  await sendEverything(lead.page);
  await expect(lead.page.locator('[data-file][data-place=onServer]')).toHaveCount(6, { timeout: 30_000 });
  expect(await serverOf(hub, 'tuki-files').documents()).toHaveLength(6);

  await openTicket(colleague, ticketId);
  const { page } = colleague;
  await expect(rows(page)).toHaveCount(6);
  await expect(row(page, '_gpj.exe')).toContainText(fi.files.state.notHere);
  await openButton(page, 'kuva.png').click();
  await expectPicture(page);
  await expect(row(page, 'kuva.png')).toHaveAttribute('data-place', 'onServer');
  await row(page, 'pitkä').getByRole('button').first().click();
  await expect(page.getByRole('dialog')).toContainText('Ääkköset säilyvät');
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await openButton(page, 'kuva.svg').click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('kuva.svg');
  expect(await readFile(await saved.path(), 'utf8')).toBe(SVG);
  expect(await page.evaluate(() => 'caught' in globalThis)).toBe(false);

  await choose(page, '_gpj.exe', fi.common.remove);
  await expect(rows(page)).toHaveCount(5);
  await expect(rows(lead.page)).toHaveCount(5);
  await page.getByRole('button', { name: fi.common.undo }).click();
  await expect(rows(lead.page)).toHaveCount(6);

  // Ahead, by a setting of this machine: what the lead adds now is here before anybody asks for it.
  await visit(page, '/settings/me');
  await page.getByRole('switch', { name: fi.files.ahead }).click();
  await expect(page.getByRole('switch', { name: fi.files.ahead })).toBeChecked();
  await throwAt(article(lead.page), 'drop', [{ name: 'uusi.txt', type: 'text/plain', text: 'etukäteen' }]);
  await openTicket(colleague, ticketId);
  await expect(page.locator('[data-file][data-place=onServer]')).toHaveCount(7, { timeout: 30_000 });
  await goOffline(colleague);
  await openButton(page, 'uusi.txt').click();
  await expect(page.getByRole('dialog')).toContainText('etukäteen');
});

async function expectPicture(page: Page): Promise<void> {
  const picture = page.getByRole('dialog').getByRole('img', { name: 'kuva.png' });
  await expect(picture).toBeVisible();
  expect(
    await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('files belong to a call in hand and to a step of an onboarding too', async ({ openAgent }) => {
  test.setTimeout(120_000);
  const agent = await openAgent();
  const { page } = agent;
  await openLead(agent, { sample: true });
  await page.keyboard.press('F2');
  const dock = page.getByTestId('call-dock');
  await throwAt(dock.getByLabel(fi.calls.notes), 'drop', [
    { name: 'loki.txt', type: 'text/plain', text: 'virhe 17' },
  ]);
  await expect(dock.locator('[data-file]')).toContainText('loki.txt');

  await visit(page, '/onboarding');
  const progress = likeText(fi.onboarding.progress);
  await page.getByRole('main').getByRole('button', { name: progress }).first().click();
  const step = page.locator('[data-step]').first();
  await step
    .locator('input[type=file]')
    .setInputFiles({ name: 'asennus.png', mimeType: 'image/png', buffer: PNG });
  await expect(step.locator('[data-file]')).toContainText('asennus.png');
  await expect(page.locator('[data-step] [data-file]')).toHaveCount(1);
  await expect(page.locator('[data-file][data-place=onServer]')).toHaveCount(2, { timeout: 20_000 });
  await expectAllSent(page);

  // What is dropped beside everything does not take the page away.
  await throwAt(page.getByRole('navigation', { name: fi.nav.main }), 'drop', [
    { name: 'ohi.txt', text: 'x' },
  ]);
  await expect(step.locator('[data-file]')).toBeVisible();
});
