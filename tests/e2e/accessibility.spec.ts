import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { catalogues } from '@shared/i18n/catalogues';
import { openLead } from './support/acts';
import type { Agent, AgentOptions } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { screens } from './support/screens';
import { fi } from './support/words';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const theme of ['light', 'dark'] as const) {
  test(`no screen has a serious finding, ${theme}`, async ({ openAgent }) => {
    test.setTimeout(400_000);
    const agent = await openAgent({ theme });
    await openLead(agent, { sample: true });
    const findings: string[] = [];
    for (const screen of screens) {
      await screen.open(agent.page, fi);
      findings.push(...(await seriousFindings(agent.page, screen.name)));
      await screen.close?.(agent.page, fi);
    }
    expect(findings).toEqual([]);
  });

  test(`first run has no serious finding, ${theme}`, async ({ openAgent }) => {
    test.setTimeout(120_000);
    const { page } = await openAgent({ theme });
    const findings: string[] = [];
    await expect(page.getByRole('button', { name: new RegExp(fi.firstRun.sample.title) })).toBeVisible();
    findings.push(...(await seriousFindings(page, 'first run')));
    for (const choice of [fi.firstRun.newTeam.title, fi.firstRun.join.title]) {
      await page.getByRole('button', { name: new RegExp(choice) }).click();
      await expect(page.getByLabel(fi.firstRun.user)).toBeVisible();
      findings.push(...(await seriousFindings(page, choice)));
      await page.getByRole('button', { name: fi.common.back }).click();
    }
    expect(findings).toEqual([]);
  });
}

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

const sizes: { options: AgentOptions; language: 'fi' | 'en' }[] = [
  { options: { viewport: { width: 1024, height: 700 }, language: 'fi' }, language: 'fi' },
  { options: { viewport: { width: 800, height: 600 }, language: 'en' }, language: 'en' },
];
for (const { options, language } of sizes) {
  const { width = 0, height = 0 } = options.viewport ?? {};
  test(`every screen fits into ${width} x ${height} without scrolling sideways`, async ({ openAgent }) => {
    test.setTimeout(400_000);
    const words = catalogues[language] as typeof fi;
    const agent = await openAgent(options);
    await openLead(agent, { sample: true, words });
    const wide: string[] = [];
    for (const screen of screens) {
      await screen.open(agent.page, words);
      if (await scrollsSideways(agent)) wide.push(screen.name);
      // What one needs at any moment is in sight.
      await expect(agent.page.getByRole('button', { name: words.nav.logCall }).first()).toBeAttached();
      await screen.close?.(agent.page, words);
    }
    expect(wide).toEqual([]);
    await expect(
      agent.page.getByRole('banner').getByRole('button', { name: words.nav.logCall }),
    ).toBeInViewport();
  });
}

/** Findings of axe that would shut somebody out, one line each; axe runs beside the page's own policy. */
async function seriousFindings(page: Page, where: string): Promise<string[]> {
  await settle(page);
  await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
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

function scrollsSideways({ page }: Agent): Promise<boolean> {
  return page.evaluate(() =>
    [document.scrollingElement, document.querySelector('main')].some(
      (element) => element !== null && element.scrollWidth > element.clientWidth,
    ),
  );
}
