import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { catalogues } from '@shared/i18n/catalogues';
import { visit } from './acts';
import { likeText } from './words';

type Words = (typeof catalogues)['fi'];

/** One thing the app can show, and how to get there from anywhere. */
export interface Screen {
  name: string;
  open(page: Page, words: Words): Promise<void>;
  /** Takes away what lies over the other screens. */
  close?(page: Page, words: Words): Promise<void>;
}

const SETTINGS = [
  'me',
  'team',
  'groups',
  'pipelines',
  'serviceLevels',
  'calendars',
  'calls',
  'support',
  'about',
] as const;

/** What is being heard on the phone in the pictures. */
const NOTES = {
  fi: 'Kassan näyttö pimenee tunnin välein. Alkoi eilisen päivityksen jälkeen. Toinen kassa toimii.',
  en: 'The till screen goes dark every hour. Began after the update yesterday. The other till works.',
};

/** Esc until nothing lies over the screen: an open list in a dialog takes the first one. */
export async function escape(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

/** Opens a list and its first row beside it. */
export async function openFirst(page: Page, path: string): Promise<void> {
  await visit(page, path);
  await page.getByRole('main').getByRole('option').first().click();
}

async function expectDialog(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}

/** Every screen of a team with the sample data, in an order in which each can follow the one before. */
export const screens: readonly Screen[] = [
  {
    name: 'queue',
    async open(page) {
      await openFirst(page, '/queue');
      await expect(page.getByRole('main').getByRole('article').first()).toBeVisible();
    },
  },
  {
    name: 'ticket',
    async open(page, words) {
      await openFirst(page, '/queue');
      await page.getByRole('button', { name: words.ticket.openFull }).click();
      await expect(page).toHaveURL(/\/tickets\//);
      await expect(page.getByRole('region', { name: words.ticket.timeline })).toBeVisible();
    },
  },
  {
    name: 'new-ticket',
    async open(page, words) {
      await page.keyboard.press('c');
      await expectDialog(page, words.ticket.create.title);
    },
    close: escape,
  },
  {
    name: 'calls',
    open: (page) => openFirst(page, '/calls'),
  },
  {
    name: 'callbacks',
    open: (page) => openFirst(page, '/callbacks'),
  },
  {
    name: 'plan-callback',
    async open(page, words) {
      await visit(page, '/callbacks');
      await page.getByRole('button', { name: words.callbacks.plan }).click();
      await expectDialog(page, words.callbacks.planTitle);
    },
    close: escape,
  },
  {
    name: 'onboarding',
    async open(page, words) {
      await visit(page, '/onboarding');
      await expect(page.getByRole('heading', { level: 1, name: words.onboarding.title })).toBeVisible();
    },
  },
  {
    name: 'start-onboarding',
    async open(page, words) {
      await page.getByRole('button', { name: words.onboarding.start }).click();
      await expectDialog(page, words.onboarding.start);
    },
    close: escape,
  },
  {
    name: 'onboarding-call',
    async open(page, words) {
      await visit(page, '/onboarding');
      await page
        .getByRole('main')
        .getByRole('button', { name: likeText(words.onboarding.progress) })
        .first()
        .click();
      await expect(page.locator('[data-step]').first()).toBeVisible();
    },
  },
  {
    name: 'checklists',
    async open(page, words) {
      await visit(page, '/onboarding/templates');
      await page
        .getByRole('navigation', { name: words.onboarding.templates })
        .getByRole('button')
        .first()
        .click();
      await expect(page.getByRole('main').getByRole('textbox').first()).toBeVisible();
    },
  },
  {
    name: 'customers',
    async open(page, words) {
      await openFirst(page, '/customers');
      await expect(
        page.getByRole('main').getByLabel(words.customers.environment, { exact: true }),
      ).toBeVisible();
    },
  },
  {
    name: 'contact',
    async open(page, words) {
      await visit(page, '/customers');
      await page.getByRole('main').getByText(words.customers.contacts, { exact: true }).first().click();
      await page.getByRole('main').getByRole('option').first().click();
      await expect(page).toHaveURL(/\/contacts\//);
    },
  },
  {
    name: 'new-customer',
    async open(page, words) {
      await visit(page, '/customers');
      await page.getByRole('main').getByText(words.customers.companies, { exact: true }).first().click();
      await page.getByRole('button', { name: words.customers.newCompany }).click();
      await expectDialog(page, words.customers.newCompany);
    },
    close: escape,
  },
  ...SETTINGS.map((section): Screen => ({
    name: `settings-${section.toLowerCase()}`,
    async open(page, words) {
      await visit(page, `/settings/${section}`);
      await expect(
        page.getByRole('heading', { level: 2, name: words.settings.sections[section], exact: true }),
      ).toBeVisible();
    },
  })),
  {
    name: 'backup',
    async open(page, words) {
      await visit(page, '/settings/backup');
      await page.getByRole('button', { name: words.backup.backUpNow }).click();
      await expect(
        page.getByRole('button', { name: likeText(words.backup.restoreOf) }).first(),
      ).toBeVisible();
    },
  },
  {
    name: 'import',
    async open(page, words) {
      await visit(page, '/settings/import');
      await expect(page.getByRole('heading', { level: 1, name: words.importer.title })).toBeVisible();
    },
  },
  {
    name: 'conflicts',
    async open(page, words) {
      await visit(page, '/conflicts');
      await expect(page.getByRole('heading', { level: 1, name: words.conflicts.title })).toBeVisible();
    },
  },
  {
    name: 'attention',
    async open(page, words) {
      await visit(page, '/attention');
      await expect(page.getByRole('heading', { level: 1, name: words.sync.attentionTitle })).toBeVisible();
    },
  },
  {
    name: 'sync',
    async open(page, words) {
      await page.locator('[data-phase][data-unsent]').click();
      await expect(page.getByRole('heading', { name: words.sync.panelTitle })).toBeVisible();
    },
    close: escape,
  },
  {
    name: 'help',
    async open(page, words) {
      await visit(page, '/queue');
      await page.getByRole('banner').getByRole('button', { name: words.nav.help }).click();
      await expectDialog(page, words.help.title);
    },
    close: escape,
  },
  {
    name: 'commands',
    async open(page, words) {
      await page.keyboard.press('Control+k');
      await expect(page.getByPlaceholder(words.nav.searchOrCommand)).toBeFocused();
    },
    close: escape,
  },
  {
    name: 'call',
    async open(page, words) {
      await openFirst(page, '/customers');
      await page.getByRole('main').getByRole('button', { name: words.customers.logCall }).click();
      const dock = page.getByTestId('call-dock');
      await expect(dock.getByLabel(words.calls.notes)).toBeFocused();
      await page.keyboard.type(words.calls.incoming === 'Saapuva' ? NOTES.fi : NOTES.en);
      await expect(dock.getByText(words.calls.outgoing, { exact: true })).toBeVisible();
      await expect(dock.getByTestId('notes-place')).toHaveAttribute('data-place', 'safeOnServer');
    },
  },
  {
    name: 'call-collapsed',
    async open(page, words) {
      await page.getByRole('button', { name: words.calls.collapse }).click();
      await expect(page.getByRole('button', { name: words.calls.expand })).toBeVisible();
    },
  },
  {
    name: 'call-wrap-up',
    async open(page, words) {
      await page.getByRole('button', { name: words.calls.expand }).click();
      await page.getByTestId('call-dock').getByLabel(words.calls.notes).press('Control+Enter');
      await expect(
        page.getByTestId('call-dock').getByRole('radiogroup', { name: words.calls.reason }),
      ).toBeVisible();
    },
    async close(page, words) {
      await page
        .getByTestId('call-dock')
        .getByRole('radiogroup', { name: words.calls.reason })
        .getByRole('radio')
        .first()
        .click();
      await page
        .getByTestId('call-dock')
        .getByRole('radiogroup', { name: words.calls.outcome })
        .getByRole('radio')
        .first()
        .click();
      await page.getByRole('button', { name: words.calls.saveWrapUp }).click();
      await expect(page.getByRole('button', { name: words.calls.saveWrapUp })).toHaveCount(0);
    },
  },
];
