import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

export const LEAD = { user: 'maija', name: 'Maija Virtanen', password: 'oikea hevonen paristo niitti' };
export const COLLEAGUE = { user: 'liisa', name: 'Liisa Korhonen', password: 'toinen hyvin pitkä salasana' };

interface Person {
  user: string;
  name: string;
  password: string;
}

/** The app is open and has read its local records. */
export async function expectReady(page: Page): Promise<void> {
  await expect(page.locator('[data-ready=true]')).toBeVisible({ timeout: 20_000 });
}

/** Everything typed on this page is on the server, and the server said so. */
export async function expectAllSent(page: Page): Promise<void> {
  await expect(page.locator('[data-phase=live][data-unsent="0"]')).toBeVisible({ timeout: 15_000 });
}

/** Starts a team through the hub's set-up, signed in as its lead; with or without sample data. */
export async function setUpTeam(
  page: Page,
  options: { sample?: boolean; lead?: Person; language?: 'fi' | 'en' } = {},
): Promise<void> {
  const { lead = LEAD, sample = false, language = 'fi' } = options;
  await request(page, '/api/setup', {
    teamName: 'Tuki',
    displayName: lead.name,
    user: lead.user,
    password: lead.password,
    language,
    sample,
  });
}

export async function addMember(
  page: Page,
  person: Person,
  role: 'agent' | 'viewer' | 'lead' = 'agent',
): Promise<void> {
  await request(page, '/api/members', {
    user: person.user,
    displayName: person.name,
    password: person.password,
    role,
  });
}

async function request(page: Page, path: string, body: unknown): Promise<void> {
  const status = await page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(address, { method: 'POST', headers, body: text });
      return `${answer.status} ${await answer.text()}`;
    },
    [path, JSON.stringify(body)] as const,
  );
  expect(status, path).toMatch(/^2\d\d /);
}
