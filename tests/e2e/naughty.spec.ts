import type { Page } from '@playwright/test';
import type { HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { newHeader } from '@shared/domain/record/write';
import type { Customer } from '@shared/domain/customers/customer';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { readSharedData, sharedDataMissing } from '../fixtures/shared-data';
import { expectReady, expectAllSent } from './support/team';
import { openLead, visit } from './support/acts';
import { expect, test } from './support/fixtures';
import { serverOf } from './support/server';
import { layTraps } from './support/traps';
import { fi } from './support/words';

/** A few of every kind, typed by hand as agents would: markup, addresses, scripts of all directions, odd spaces. */
const typed = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  '<svg/onload=alert(3)>',
  'javascript:alert(4)',
  '<a href="javascript:alert(5)">https://esimerkki.fi/?q=<b>x</b></a>',
  '<iframe src="https://example.com/"></iframe><base href="https://example.com/">',
  "Robert'); DROP TABLE tickets;--",
  '{{constructor.constructor("alert(6)")()}} ${alert(7)} $t(common:save)',
  '__proto__',
  'constructor',
  'مُنَاقَشَةُ سُبُلِ ‮oikealta‬ vasemmalle',
  'Ž̸̢a̷͠l̵̨g̴o 👩‍👩‍👧‍👧 🇫🇮 e\u0301 vs é ﷽',
  '\u200b\ufeff\u00a0leveyttä vailla\u2028',
  '%s%n%x 1/0 NaN null undefined -Infinity',
];

/** Of the many that arrive from elsewhere, one of so many is also written anew by the app, and its customer opened. */
const WORK_ON_EVERY = 5;

test('typed in as subject, description, note and customer: shown as it is, kept as it is', async ({
  openAgent,
  hub,
}) => {
  test.setTimeout(400_000);
  const agent = await openAgent();
  const { page } = agent;
  await openLead(agent);
  const traps = await layTraps(page, agent.wire.url);
  await page.reload();
  await expectReady(page);

  const note = page.getByRole('textbox', { name: fi.ticket.composer.note });
  for (const text of typed) {
    await page.keyboard.press('c');
    const form = page.getByRole('dialog', { name: fi.ticket.create.title });
    await form.getByLabel(fi.ticket.subject).fill(text);
    await form.getByLabel(fi.ticket.description).fill(text);
    await form.getByRole('button', { name: fi.ticket.create.submit }).click();
    await expect(page).toHaveURL(/\/tickets\//);
    await expect.poll(() => page.locator('main article h2').textContent()).toBe(text);
    await note.fill(text);
    await page.getByRole('button', { name: fi.ticket.composer.saveNote }).click();
    await expect(note).toHaveValue('');
    await visit(page, '/customers');
    await page.getByRole('button', { name: fi.customers.newCompany }).click();
    const dialog = page.getByRole('dialog', { name: fi.customers.newCompany });
    await dialog.getByLabel(fi.customers.companyName).fill(text);
    await dialog.getByRole('button', { name: fi.common.add }).click();
    await expect(page).toHaveURL(/\/customers\/.+/);
  }
  await expectAllSent(page);
  const documents = await serverOf(hub).documents();
  expect(textsOf(documents, 'ticket', 'subject')).toEqual([...typed].sort());
  expect(textsOf(documents, 'customer', 'name')).toEqual([...typed].sort());
  expect(textsOf(documents, 'event', 'body')).toEqual([...typed].sort());
  traps.expectNothingCaught();
});

test('arriving by the hundreds from elsewhere: every one is shown exactly, and comes back unchanged when worked on', async ({
  openAgent,
  hub,
}) => {
  test.setTimeout(600_000);
  const strings = naughtyStrings();
  const agent = await openAgent();
  const { page } = agent;
  await openLead(agent);
  await serverOf(hub).put(strings.flatMap(documentsWith));
  const traps = await layTraps(page, agent.wire.url);
  await page.reload();
  await expectReady(page);
  await expectAllSent(page);
  await visit(page, '/queue');
  await page.getByRole('button', { name: new RegExp(`^${fi.queue.views.all} \\d+$`) }).click();
  await expect(page.getByRole('option').first()).toBeVisible();

  // Each is opened and compared with what it should be; some are taken, so that the app itself writes them anew.
  expect(await takeEach(page, strings)).toEqual([]);
  expect(await readCustomers(page, strings)).toEqual([]);
  await visit(page, '/customers');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(new Set(await namesInList(page))).toEqual(new Set(strings));
  await expect(page.locator('[data-phase=live][data-unsent="0"]')).toBeVisible({ timeout: 120_000 });

  const documents = new Map((await serverOf(hub).documents()).map((doc) => [doc._id, doc]));
  for (const [index, text] of strings.entries()) {
    const assignee = index % WORK_ON_EVERY === 0 ? 'maija' : '';
    expect(documents.get(`ticket:${keyOf(index)}`)).toMatchObject({ subject: text, assignee });
    expect(documents.get(`customer:${keyOf(index)}`)).toMatchObject({ name: text });
  }
  traps.expectNothingCaught();
});

/** The well-known list, where it lies beside the repository; else the few of this file, said on standard error. */
function naughtyStrings(): string[] {
  if (sharedDataMissing('list of naughty strings')) return typed;
  const list = JSON.parse(new TextDecoder().decode(readSharedData('naughty-strings.json'))) as string[];
  return [...typed, ...list];
}

function textsOf(documents: readonly TeamDocument[], type: string, field: string): string[] {
  return documents
    .filter((doc) => doc.type === type && typeof doc[field] === 'string')
    .map((doc) => String(doc[field]))
    .sort();
}

const keyOf = (index: number) => `NAUGHTY${String(index).padStart(6, '0')}`;

/** A customer, its ticket and a note of it, all called by the text. */
function documentsWith(text: string, index: number): TeamDocument[] {
  const context = { now: new Date(Date.UTC(2026, 9, 1, 8) + index * 60_000).toISOString(), author: 'maija' };
  const id = keyOf(index);
  const customer = newHeader<Customer>(
    'customer',
    id,
    {
      name: text,
      businessId: '',
      phones: [],
      domains: [],
      environment: text,
      contract: '',
      tags: [],
      sourceId: '',
    },
    context,
  );
  const ticket = newHeader<Ticket>(
    'ticket',
    id,
    {
      number: `N2-${index}X`,
      ticketType: 'incident',
      subject: text,
      description: text,
      status: 'new',
      priority: 'medium',
      assignee: '',
      group: '',
      customerId: customer._id,
      contactId: '',
      channel: 'mail',
      tags: [],
      firstRespondedAt: null,
      lastContactAt: null,
      lastActivityAt: context.now,
      resolvedAt: '',
      sourceId: '',
    },
    context,
  );
  const note = {
    _id: `event:${id}`,
    type: 'event',
    v: 1,
    kind: 'note',
    about: ticket._id,
    at: createHybridClock(() => Date.parse(context.now), 'N2').next(),
    occurredAt: context.now,
    author: context.author,
    device: 'N2',
    body: text,
  };
  return [customer as HeaderDocument, ticket as HeaderDocument, note];
}

/** Opens each ticket in the page; returns those whose subject or note on the screen is not the text. */
function takeEach(page: Page, strings: readonly string[]): Promise<string[]> {
  return page.evaluate(
    async ([texts, keys, toMe, every]) => {
      const wrong: string[] = [];
      for (const [index, text] of texts.entries()) {
        history.pushState(null, '', `/tickets/${keys[index]}`);
        const article = () => document.querySelector('main article');
        const shows = () =>
          article()?.querySelector('h2')?.textContent === text &&
          document.getElementById(`event:${keys[index]}`)?.textContent?.includes(text) === true;
        if (!(await comesTrue(shows))) wrong.push(text);
        if (index % every !== 0) continue;
        const taken = () =>
          [...(article()?.querySelectorAll('button') ?? [])].every((button) => button.textContent !== toMe);
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true, cancelable: true }));
        if (!(await comesTrue(taken))) wrong.push(`not taken: ${text}`);
      }
      return wrong;

      /** Looks at every change of the page; false when it does not happen for long. */
      function comesTrue(condition: () => boolean): Promise<boolean> {
        return new Promise((resolve) => {
          const end = (result: boolean) => {
            observer.disconnect();
            clearTimeout(patience);
            resolve(result);
          };
          const look = () => {
            if (condition()) end(true);
          };
          const observer = new MutationObserver(look);
          const patience = setTimeout(() => end(false), 20_000);
          observer.observe(document.body, {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
          });
          look();
        });
      }
    },
    [strings, strings.map((_, index) => keyOf(index)), fi.ticket.toMe, WORK_ON_EVERY] as const,
  );
}

/** Every name in the list of customers, which draws only the rows in sight: it is walked from top to bottom. */
function namesInList(page: Page): Promise<string[]> {
  return page.getByRole('listbox').evaluate(async (list) => {
    const names = new Set<string>();
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (let top = 0; top < list.scrollHeight; top += list.clientHeight) {
      list.scrollTop = top;
      await drawn();
      for (const row of list.querySelectorAll('[role=option]'))
        names.add(row.querySelector('span')?.textContent ?? '');
    }
    return [...names];
  });
}

/** Opens some of the customers in the page; returns those whose name on the screen is not the text. */
function readCustomers(page: Page, strings: readonly string[]): Promise<string[]> {
  return page.evaluate(
    async ([texts, keys, every]) => {
      const wrong: string[] = [];
      for (const [index, text] of texts.entries()) {
        if (index % every !== 0) continue;
        history.pushState(null, '', `/customers/${keys[index]}`);
        const isShown = await new Promise<boolean>((resolve) => {
          const patience = setTimeout(() => end(false), 20_000);
          const end = (result: boolean) => {
            observer.disconnect();
            clearTimeout(patience);
            resolve(result);
          };
          const look = () => {
            const article = document.querySelector('main article');
            const field = article?.querySelector('textarea');
            const isThis = article?.getAttribute('aria-label') === text;
            if (isThis && article?.querySelector('h2')?.textContent === text && field?.value === text)
              end(true);
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
          });
          look();
        });
        if (!isShown) wrong.push(text);
      }
      return wrong;
    },
    [strings, strings.map((_, index) => keyOf(index)), WORK_ON_EVERY] as const,
  );
}
