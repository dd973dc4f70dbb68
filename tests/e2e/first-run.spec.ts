import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './support/fixtures';
import { COLLEAGUE, LEAD, addMember, expectAllSent, expectReady, setUpTeam } from './support/team';
import { fi } from './support/words';

test('one click opens a sample team that works without any network from then on', async ({ openAgent }) => {
  const { page, wire } = await openAgent();
  await page.getByRole('button', { name: /Kokeile esimerkkitiedoilla/ }).click();
  await expectReady(page);
  await expectAllSent(page);
  await expect(page.getByRole('option').first()).toBeVisible();

  wire.cut();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { name: 'Asiakkaat' })).toBeVisible();
  await expect(page.getByRole('option').first()).toBeVisible();
});

test('a new team is started on this computer, and its lead signed in', async ({ openAgent }) => {
  const { page } = await openAgent();
  await page.getByRole('button', { name: /Aloita uusi tiimi/ }).click();
  await page.getByLabel('Tiimin nimi').fill('Rakennustuki');
  await page.getByLabel('Oma nimi').fill(LEAD.name);
  await page.getByLabel('Käyttäjätunnus').fill(LEAD.user);
  await page.getByLabel('Salasana', { exact: true }).fill(LEAD.password);
  await page.getByRole('button', { name: 'Luo tiimi' }).click();
  await expectReady(page);
  await expectAllSent(page);
});

test('a colleague signs in; a wrong password is said plainly and tried once', async ({ openAgent }) => {
  const lead = await openAgent();
  await setUpTeam(lead.page);
  await addMember(lead.page, COLLEAGUE);

  const { page } = await openAgent();
  const tries: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/_session')) tries.push(request.url());
  });
  await page.getByLabel('Käyttäjätunnus').fill(COLLEAGUE.user);
  await page.getByLabel('Salasana', { exact: true }).fill('arvaus');
  await page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
  await expect(page.getByText('Tunnus tai salasana on väärä')).toBeVisible();
  expect(tries).toHaveLength(1);

  await page.getByLabel('Salasana', { exact: true }).fill(COLLEAGUE.password);
  await page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
  await expectReady(page);
  await expectAllSent(page);
});

test('an address where nothing answers is told apart from one that is no team server', async ({
  openAgent,
}) => {
  const { problems } = fi.firstRun;
  const website = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<h1>It works</h1>');
  });
  await new Promise<void>((resolve) => {
    website.listen(0, '127.0.0.1', resolve);
  });
  const { port } = website.address() as AddressInfo;
  const { page } = await openAgent();
  await page.getByRole('button', { name: /Liity tiimiin/ }).click();
  await page.getByLabel('Käyttäjätunnus').fill('maija');
  await page.getByLabel('Salasana', { exact: true }).fill('jotain aivan muuta');
  await page.getByLabel('Palvelimen osoite').fill('127.0.0.1:1');
  await page.getByRole('button', { name: 'Liity', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(problems.unreachable.what);

  await page.getByLabel('Palvelimen osoite').fill(`127.0.0.1:${port}`);
  await page.getByRole('button', { name: 'Liity', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(problems.notATeamServer.what);
  website.close();
});

test('after the first sign-in the app opens although the server is gone', async ({ openAgent }) => {
  const { page, wire } = await openAgent();
  await setUpTeam(page, { sample: true });
  await page.goto(wire.url);
  await page.getByLabel('Käyttäjätunnus').fill(LEAD.user);
  await page.getByLabel('Salasana', { exact: true }).fill(LEAD.password);
  await page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
  await expectReady(page);
  await expectAllSent(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

  wire.cut();
  await page.reload();
  await expectReady(page);
  await expect(page.getByRole('option').first()).toBeVisible();
});
