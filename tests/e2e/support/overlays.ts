import type { Page } from '@playwright/test';
import { visit } from './acts';
import type { Screen } from './screens';
import { escape, openFirst } from './screens';
import { likeText } from './words';

/** Menus, lists and dialogs that the screens open, each from anywhere; Esc takes them away. */
export const overlays: readonly Screen[] = [
  {
    name: 'views of the queue',
    async open(page, { queue }) {
      await visit(page, '/queue');
      await page.getByRole('button', { name: new RegExp(`^${queue.viewsLabel}: `) }).click();
      await page.getByRole('option', { name: new RegExp(`^${queue.views.all} ·`) }).waitFor();
    },
    close: escape,
  },
  {
    name: 'filters of the queue',
    async open(page, { queue, common }) {
      await page.getByRole('button', { name: queue.filterLabel }).click();
      await page.getByRole('menuitem', { name: common.assignee }).click();
      await page.getByRole('menuitemcheckbox').first().waitFor();
    },
    async close(page) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('menu').first().waitFor({ state: 'hidden' });
    },
  },
  ...(['status', 'assignee'] as const).map((property): Screen => ({
    name: `${property} of a ticket`,
    async open(page, { common }) {
      await openFirst(page, '/queue');
      await page.getByRole('button', { name: new RegExp(`^${common[property]}: `) }).click();
      await page.getByRole('listbox', { name: common[property] }).waitFor();
    },
    close: escapeList,
  })),
  {
    name: 'acts of a ticket',
    async open(page, { common }) {
      await page.getByRole('main').getByRole('button', { name: common.more }).click();
      await page.getByRole('menuitem', { name: common.archive }).waitFor();
    },
    close: escapeList,
  },
  {
    name: 'details of a ticket',
    async open(page, { ticket }) {
      await page.getByRole('tab', { name: ticket.details }).click();
      await page.getByRole('button', { name: ticket.planCallback }).waitFor();
    },
  },
  {
    name: 'callback from a ticket, with its people',
    async open(page, { ticket, callbacks, calls }) {
      await page.getByRole('button', { name: ticket.planCallback }).click();
      const dialog = page.getByRole('dialog', { name: callbacks.planTitle });
      await dialog.getByRole('button', { name: calls.party.changeWho }).click();
      await dialog.getByRole('textbox', { name: callbacks.who }).fill('ma');
      await page.getByRole('option').first().waitFor();
    },
    close: escape,
  },
  {
    name: 'call logged afterwards',
    async open(page, { calls }) {
      await visit(page, '/calls');
      await page.getByRole('button', { name: calls.list.past }).click();
      await page.getByRole('dialog', { name: calls.past.title }).waitFor();
    },
    close: escape,
  },
  {
    name: 'customers to start onboarding for',
    async open(page, { onboarding, common }) {
      await visit(page, '/onboarding');
      await page.getByRole('button', { name: onboarding.start }).click();
      await page.getByRole('dialog').getByLabel(common.customer).click();
      await page.getByRole('option').first().waitFor();
    },
    close: escape,
  },
  {
    name: 'a step that failed',
    async open(page, { onboarding }) {
      await visit(page, '/onboarding');
      await page
        .getByRole('main')
        .getByRole('button', { name: likeText(onboarding.progress) })
        .first()
        .click();
      await page.locator('[data-step]').first().press('4');
      await page.locator('[data-step]').first().getByLabel(onboarding.reason).waitFor();
    },
  },
  {
    name: 'signing out of a machine that is wiped',
    async open(page, { settings, privacy }) {
      await visit(page, '/settings/me');
      await page.getByRole('button', { name: settings.me.signOut }).click();
      const dialog = page.getByRole('dialog', { name: settings.me.signOutTitle });
      await dialog.getByRole('radio', { name: privacy.signOut.wipe }).check();
    },
    close: escape,
  },
  {
    name: 'a person to be erased',
    async open(page, { customers, privacy }) {
      await visit(page, '/customers');
      await page.getByRole('main').getByText(customers.contacts, { exact: true }).first().click();
      await page.getByRole('listbox', { name: customers.contacts }).getByRole('option').first().click();
      await page.getByRole('button', { name: privacy.erase.open }).click();
      const dialog = page.getByRole('dialog', { name: privacy.erase.title });
      await dialog.getByRole('list', { name: privacy.erase.goes }).waitFor();
    },
    close: escape,
  },
  {
    name: 'a person added to the team',
    async open(page, { settings }) {
      await visit(page, '/settings/team');
      await page.getByRole('button', { name: settings.team.add }).click();
      await page.getByRole('dialog', { name: settings.team.addTitle }).waitFor();
    },
    close: escape,
  },
  {
    name: 'moves of a status',
    async open(page, { settings }) {
      await visit(page, '/settings/pipelines');
      await page
        .getByRole('button', { name: likeText(settings.pipelines.movesOf) })
        .last()
        .click();
      await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    },
    close: escape,
  },
  {
    name: 'tickets for a call, over a ticket',
    async open(page, { calls }) {
      await openFirst(page, '/queue');
      await page.keyboard.press('F2');
      const dock = page.getByTestId('call-dock');
      await dock.getByLabel(calls.notes).waitFor();
      await dock.getByRole('textbox', { name: calls.linkTicket }).fill('ka');
      // The queue behind it has options too.
      await page.locator('[data-portal]').getByRole('option').first().waitFor();
    },
    close: escapeList,
  },
];

async function escapeList(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page
    .locator('[role=menu]:visible, [data-portal] [role=listbox]:visible')
    .waitFor({ state: 'hidden' });
}
