import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogues } from '@shared/i18n/catalogues';
import { openLead } from '../e2e/support/acts';
import { expect, test } from '../e2e/support/fixtures';
import { screens } from '../e2e/support/screens';

const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url));

for (const { language, theme } of [
  { language: 'fi', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const) {
  test(`pictures of every screen, ${language}, ${theme}`, async ({ openAgent }) => {
    mkdirSync(folder, { recursive: true });
    const words = catalogues[language] as (typeof catalogues)['fi'];
    const agent = await openAgent({ language, theme });
    const take = async (name: string) => {
      await agent.page.waitForFunction(() =>
        document.getAnimations().every((animation) => animation.playState !== 'running'),
      );
      await agent.page.screenshot({ path: join(folder, `${name}-${language}-${theme}.png`) });
    };
    await expect(
      agent.page.getByRole('button', { name: new RegExp(words.firstRun.sample.title) }),
    ).toBeVisible();
    await take('first-run');
    await openLead(agent, { sample: true, language, words });
    for (const screen of screens) {
      await screen.open(agent.page, words);
      await take(screen.name);
      await screen.close?.(agent.page, words);
    }
  });
}
