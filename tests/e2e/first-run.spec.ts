import { expect, test } from './support/fixtures';
import { COLLEAGUE, LEAD, addMember, expectAllSent, expectReady, setUpTeam } from './support/team';

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
  const { page, wire } = await openAgent();
  await page.getByRole('button', { name: /Liity tiimiin/ }).click();
  await page.getByLabel('Käyttäjätunnus').fill('maija');
  await page.getByLabel('Salasana', { exact: true }).fill('jotain aivan muuta');
  await page.getByLabel('Palvelimen osoite').fill('127.0.0.1:1');
  await page.getByRole('button', { name: 'Liity', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/Osoitteesta ei vastata/);

  await page.getByLabel('Palvelimen osoite').fill(`${wire.url}/favicon.svg`);
  await page.getByRole('button', { name: 'Liity', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/Luurin|palvelin/);
});

test('after the first sign-in the app opens with the server gone, and by the same address', async ({
  openAgent,
  hub,
}) => {
  const agent = await openAgent();
  await setUpTeam(agent.page, { sample: true });
  await agent.page.goto(agent.wire.url);
  await agent.page.getByLabel('Käyttäjätunnus').fill(LEAD.user);
  await agent.page.getByLabel('Salasana', { exact: true }).fill(LEAD.password);
  await agent.page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
  await expectReady(agent.page);
  await expectAllSent(agent.page);
  expect(hub.port).toBeGreaterThan(0);
});
