import { filesWith } from '../fixtures/byte-search';
import { makeTicket, openLeadWithTicket, pill, visit } from './support/acts';
import { expect, test } from './support/fixtures';
import { expectReady } from './support/team';
import { fi } from './support/words';

const SECRETS = ['Kaljakoneen vuokrasopimus', 'Luottamuksellinen luonnos', 'Offlinessa tehty tiketti'];
const [SENT = '', DRAFT = '', UNSENT = ''] = SECRETS;

test('signing out with the machine wiped asks twice for what is unsent, and leaves nothing behind', async ({
  openAgent,
}) => {
  const { agent, page } = await openLeadWithTicket(openAgent, SENT);
  await page.getByRole('textbox', { name: fi.ticket.composer.note }).fill(DRAFT);
  await page.keyboard.press('Escape');
  // The server is gone, the app itself is not: it begins anew when it has been wiped.
  await agent.context.route('**/db/**', (route) => route.abort());
  agent.wire.cut();
  await expect(pill(page)).toHaveAttribute('data-phase', 'offline');
  agent.wire.mend();
  await makeTicket(page, UNSENT);
  await visit(page, '/settings/me');

  await page.getByRole('button', { name: fi.settings.me.signOut }).click();
  const dialog = page.getByRole('dialog', { name: fi.settings.me.signOutTitle });
  await dialog.getByRole('radio', { name: fi.privacy.signOut.wipe }).check();
  const wipe = dialog.getByRole('button', { name: fi.privacy.signOut.wipeNow });
  const warning = dialog.getByRole('status');
  // The ticket and the event that tells it.
  await expect(warning).toContainText(fi.privacy.signOut.changes_other.replace('{{count}}', '2'));
  await expect(warning).toContainText(fi.privacy.signOut.drafts_one.replace('{{count}}', '1'));
  await expect(wipe).toBeDisabled();
  await warning.getByRole('checkbox').check();
  // Or the search afterwards could find nothing anyway. Files come and go meanwhile: a look may fail.
  await expect(() => {
    for (const secret of SECRETS) expect(filesWith(agent.profile, [secret])).not.toEqual([]);
  }).toPass({ timeout: 20_000 });
  await wipe.click();
  await expect(page.getByLabel(fi.firstRun.user)).toBeVisible();
  await agent.context.close();
  expect(filesWith(agent.profile, SECRETS)).toEqual([]);
});

test('who signs out in one window has signed out in the other; what was there is there again', async ({
  openAgent,
}) => {
  const { agent, page } = await openLeadWithTicket(openAgent, SENT);
  const other = await agent.context.newPage();
  await other.goto(`${agent.wire.url}/queue`);
  await expectReady(other);
  await visit(page, '/settings/me');
  await page.getByRole('button', { name: fi.settings.me.signOut }).click();
  const dialog = page.getByRole('dialog', { name: fi.settings.me.signOutTitle });
  await dialog.getByRole('button', { name: fi.settings.me.signOut }).click();
  for (const each of [page, other]) await expect(each.getByLabel(fi.firstRun.user)).toBeVisible();
});
