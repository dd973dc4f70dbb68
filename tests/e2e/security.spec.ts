import { readdirSync } from 'node:fs';
import { catalogues } from '@shared/i18n/catalogues';
import { makeTicket, openLead } from './support/acts';
import { bundle, expect, test } from './support/fixtures';
import { screens } from './support/screens';
import { expectAllSent, expectReady } from './support/team';
import { layTraps } from './support/traps';
import { fi } from './support/words';

test('a walk through every screen asks nothing of anybody else and breaks no rule of its own policy', async ({
  openAgent,
}) => {
  test.setTimeout(400_000);
  const agent = await openAgent();
  const { page } = agent;
  const traps = await layTraps(page, agent.wire.url);
  await page.reload();
  await openLead(agent, { sample: true });
  for (const screen of screens) {
    await screen.open(page, catalogues.fi);
    await screen.close?.(page, catalogues.fi);
  }
  await expectAllSent(page);
  traps.expectNothingCaught();

  // The page, its scripts, its workers and the service worker carry the same policy, as the server hands them out.
  const paths = ['/', ...scriptsOfTheBundle()];
  expect(paths.filter((path) => /worker.*\.js$/.test(path)).length).toBeGreaterThanOrEqual(3);
  for (const path of paths) {
    const answer = await fetch(agent.wire.url + path);
    expect(answer.status, path).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const scripts = /(?:^|;)\s*script-src ([^;]*)/.exec(policy)?.[1] ?? 'missing';
    expect(scripts, path).toBe("'self'");
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).toContain("connect-src 'self'");
  }
});

test('what a stranger wrote into a ticket opens no window, goes nowhere and runs nothing', async ({
  openAgent,
}) => {
  test.setTimeout(120_000);
  const agent = await openAgent();
  const { page } = agent;
  await openLead(agent);
  const traps = await layTraps(page, agent.wire.url);
  await page.reload();
  await expectReady(page);
  await makeTicket(page, 'Vieraan teksti');
  const note = page.getByRole('textbox', { name: fi.ticket.composer.note });
  await note.fill(
    [
      '<a href="https://example.com/" target="_top" id="bait">tästä</a>',
      '[linkki](javascript:alert(1))',
      'javascript:alert(2)',
      '<form action="https://example.com/"><button>Lähetä</button></form>',
      '<meta http-equiv="refresh" content="0;url=https://example.com/">',
      '<script>window.open("https://example.com/")</script>',
    ].join('\n'),
  );
  await page.getByRole('button', { name: fi.ticket.composer.saveNote }).click();
  const timeline = page.getByRole('region', { name: fi.ticket.timeline });
  await expect(timeline).toContainText('<a href="https://example.com/" target="_top" id="bait">');
  // It is text: no element of it came to be.
  await expect(timeline.locator('a, form, script, meta, iframe')).toHaveCount(0);
  await expect(page.locator('#bait')).toHaveCount(0);
  // Only a plain web address is a link at all, and it never carries the page away.
  for (const link of await timeline.getByRole('link').all())
    expect(await link.getAttribute('title')).toMatch(/^https:\/\/example\.com\//);
  await timeline.getByText('javascript:alert(2)').click();
  await expect(page).toHaveURL(/\/tickets\//);
  traps.expectNothingCaught();
});

test('the page cannot be framed, cannot run inline scripts and cannot talk to strangers', async ({
  openAgent,
}) => {
  const agent = await openAgent();
  const { page } = agent;
  await expect(page.getByRole('button', { name: new RegExp(fi.firstRun.sample.title) })).toBeVisible();
  const directives = new Set<string>();
  await page.exposeFunction('luuriViolation', (directive: string) => {
    directives.add(directive);
  });
  await page.evaluate(async () => {
    const { luuriViolation } = globalThis as unknown as { luuriViolation(directive: string): void };
    document.addEventListener('securitypolicyviolation', (event) => luuriViolation(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'document.title = "ran"';
    document.body.append(script);
    const handler = document.createElement('button');
    handler.setAttribute('onclick', 'document.title = "ran"');
    document.body.append(handler);
    handler.click();
    await fetch('https://example.com/').catch(() => undefined);
  });
  await expect
    .poll(() => [...directives].sort())
    .toEqual(['connect-src', 'script-src-attr', 'script-src-elem']);
  expect(await page.title()).not.toBe('ran');
});

/** The addresses of every script of the production build. */
function scriptsOfTheBundle(): string[] {
  return readdirSync(bundle, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `/${file.replaceAll('\\', '/')}`);
}
