import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { catalogues } from '@shared/i18n/catalogues';
import type { Hub } from '@hub/hub';
import { callNotes, openLead } from './support/acts';
import type { Agent, AgentOptions } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { overlays } from './support/overlays';
import { expectAllReachable } from './support/reach';
import { screens } from './support/screens';
import { serverOf } from './support/server';
import { expectAllSent } from './support/team';
import { fi } from './support/words';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('no screen has a serious finding, in either theme', async ({ openAgent }) => {
  test.setTimeout(500_000);
  const agent = await openAgent();
  await openLead(agent, { sample: true });
  const findings: string[] = [];
  for (const screen of screens) {
    await screen.open(agent.page, fi);
    findings.push(...(await findingsInBothThemes(agent.page, screen.name)));
    await screen.close?.(agent.page, fi);
  }
  expect(findings).toEqual([]);
});

test('first run has no serious finding, in either theme', async ({ openAgent }) => {
  test.setTimeout(120_000);
  const { page } = await openAgent();
  const findings: string[] = [];
  await expect(page.getByRole('button', { name: new RegExp(fi.firstRun.sample.title) })).toBeVisible();
  findings.push(...(await findingsInBothThemes(page, 'first run')));
  for (const choice of [fi.firstRun.newTeam.title, fi.firstRun.join.title]) {
    await page.getByRole('button', { name: new RegExp(choice) }).click();
    await expect(page.getByLabel(fi.firstRun.user)).toBeVisible();
    findings.push(...(await findingsInBothThemes(page, choice)));
    await page.getByRole('button', { name: fi.common.back }).click();
  }
  expect(findings).toEqual([]);
});

test('an empty team has no serious finding', async ({ openAgent }) => {
  test.setTimeout(180_000);
  const { page, ...rest } = await openAgent();
  await openLead({ page, ...rest });
  const findings: string[] = [];
  for (const [name, key] of [
    [fi.nav.calls, 'c'],
    [fi.nav.callbacks, 'b'],
    [fi.nav.onboarding, 'o'],
    [fi.nav.customers, 'u'],
    [fi.nav.queue, 'q'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    findings.push(...(await seriousFindings(page, name)));
  }
  expect(findings).toEqual([]);
});

// Finnish words are the longer ones.
const sizes: { options: AgentOptions; language: 'fi' | 'en' }[] = [
  { options: { viewport: { width: 1024, height: 700 }, language: 'en' }, language: 'en' },
  { options: { viewport: { width: 800, height: 600 }, language: 'fi' }, language: 'fi' },
];
for (const { options, language } of sizes) {
  const { width = 0, height = 0 } = options.viewport ?? {};
  test(`at ${width} x ${height} nothing scrolls sideways, and every control can be got at`, async ({
    openAgent,
  }) => {
    test.setTimeout(400_000);
    const words = catalogues[language] as typeof fi;
    const agent = await openAgent(options);
    const { page } = agent;
    await openLead(agent, { sample: true, words });
    const wide: string[] = [];
    for (const screen of [...screens, ...overlays]) {
      await screen.open(page, words);
      if (await scrollsSideways(agent)) wide.push(screen.name);
      await expectAllReachable(page, screen.name);
      await screen.close?.(page, words);
    }
    expect(wide).toEqual([]);
    await expect(page.getByRole('banner').getByRole('button', { name: words.nav.logCall })).toBeInViewport();
  });
}

test.describe('a whole call in a window of 800 x 600', () => {
  const viewport = { width: 800, height: 600 };
  const subject = 'Kassan näyttö pimenee';

  test('by mouse', async ({ openAgent, hub }) => {
    const agent = await openAgent({ viewport });
    await openLead(agent, { sample: true });
    const { page } = agent;
    const dock = page.getByTestId('call-dock');
    // Over a ticket, as most calls are.
    await page.getByRole('main').getByRole('option').first().click();
    await page.getByRole('button', { name: fi.nav.logCall }).click();
    await callNotes(page).click();
    await page.keyboard.type(subject);
    await dock.getByRole('button', { name: fi.calls.newTicket }).click();
    const dialog = page.getByRole('dialog', { name: fi.ticket.create.title });
    await dialog.getByLabel(fi.ticket.subject).fill(subject);
    await expect(dialog.getByRole('button', { name: fi.ticket.create.submit })).toBeInViewport({ ratio: 1 });
    await dialog.getByRole('button', { name: fi.ticket.create.submit }).click();
    await expect(dialog).toHaveCount(0);
    await dock.getByRole('button', { name: fi.calls.wrapUp }).last().click();
    await dock.getByRole('radio', { name: 'Häiriö' }).click();
    await dock.getByRole('radio', { name: 'Soitetaan takaisin' }).click();
    await dock
      .getByRole('group', { name: fi.callbacks.quick.label })
      .getByRole('button', { name: fi.callbacks.quick.inHour })
      .click();
    await expectAllReachable(page, 'wrap-up with a callback');
    await expect(dock.getByRole('button', { name: fi.calls.saveWrapUp })).toBeInViewport({ ratio: 1 });
    await dock.getByRole('button', { name: fi.calls.saveWrapUp }).click();
    await expect(dock).toBeHidden();
    await expectLogged(agent, hub, 'callback');
  });

  test('by keys', async ({ openAgent, hub }) => {
    const agent = await openAgent({ viewport });
    await openLead(agent, { sample: true });
    const { page } = agent;
    const dock = page.getByTestId('call-dock');
    await page.keyboard.press('F2');
    await expect(callNotes(page)).toBeFocused();
    await page.keyboard.type(subject);
    await page.keyboard.press('Control+t');
    await expect(page.getByRole('dialog').getByLabel(fi.ticket.subject)).toBeFocused();
    await page.keyboard.type(subject);
    await page.keyboard.press('Control+Enter');
    await expect(callNotes(page)).toBeFocused();
    await page.keyboard.press('Control+Enter');
    const reason = dock.getByRole('radio', { name: 'Häiriö' });
    await expect(reason).toBeFocused();
    await expect(reason).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('1');
    await expect(dock.getByRole('radio', { name: 'Ratkesi puhelussa' })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('2');
    const save = dock.getByRole('button', { name: fi.calls.saveWrapUp });
    await expect(save).toBeFocused();
    await expect(save).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Enter');
    await expect(dock).toBeHidden();
    await expectLogged(agent, hub, 'ticket');
  });

  /** The call is on the server with its outcome and its ticket. */
  async function expectLogged({ page }: Agent, hub: Hub, outcome: string): Promise<void> {
    await expectAllSent(page);
    const documents = await serverOf(hub).documents();
    const ticket = documents.find((document) => document['subject'] === subject);
    const call = documents.find(({ type, notes }) => type === 'call' && notes === subject);
    expect(call).toMatchObject({ status: 'done', reason: 'incident', outcome, ticketIds: [ticket?._id] });
  }
});

/** The theme is one attribute of the page, so a screen is opened once and judged in both. */
async function findingsInBothThemes(page: Page, where: string): Promise<string[]> {
  const findings: string[] = [];
  const was = await page.locator('html').getAttribute('data-mantine-color-scheme');
  for (const theme of ['light', 'dark']) {
    await paint(page, theme);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    findings.push(...(await seriousFindings(page, `${where}, ${theme} on ${background}`)));
  }
  await paint(page, was ?? 'light');
  return findings;
}

function paint(page: Page, theme: string): Promise<void> {
  return page.evaluate((scheme) => {
    document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  }, theme);
}

/** Findings of axe that would shut somebody out, one line each; axe runs beside the page's own policy. */
async function seriousFindings(page: Page, where: string): Promise<string[]> {
  await settle(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    // Every rule runs; what passed is not written out in full, which takes longer than the rules.
    (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations'],
    }),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(
          (node) => `${where}: ${id} ${node.html.slice(0, 300)} ${node.failureSummary?.split('\n')[1] ?? ''}`,
        ),
    );
}

/** Colours are judged when nothing fades any more. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState !== 'running'),
  );
}

/** Judged once, when a list that has just opened has found its place. */
async function scrollsSideways({ page }: Agent): Promise<boolean> {
  await settle(page);
  return page.evaluate(async () => {
    const places = () =>
      [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')]
        .map((element) => JSON.stringify(element.getBoundingClientRect()))
        .join();
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (let before = ''; before !== places(); await drawn()) before = places();
    return [document.scrollingElement, document.querySelector('main')].some(
      (element) => element !== null && element.scrollWidth > element.clientWidth,
    );
  });
}
