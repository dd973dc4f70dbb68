import { loadavg } from 'node:os';
import type { Locator, Page } from '@playwright/test';
import type { TeamDocument } from '@shared/domain/record/documents';
import { editTicket, moveTicket } from '@shared/domain/tickets/ticket-commands';
import { catalogues } from '@shared/i18n/catalogues';
import type { Colleague } from '../../fixtures/colleague';
import { colleagueOf } from '../../fixtures/colleague';
import type { Bar } from '../bench';
import { quantile } from '../bench';
import type { Random } from '../random';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { LEAD } from '../world/filled-server';
import type { HubProcess } from '../world/hub-process';
import { openHubProcess } from '../world/hub-process';
import type { DurabilityPart } from './part';

const SEED = 6;
const LIMIT = 30_000;
const fi = catalogues.fi;
const LIISA = { user: 'liisa', name: 'Liisa Korhonen' };
const KINDS = ['owner', 'status', 'subject'] as const;
const WORDS = 'Hei, tulostin vaihdetaan huomenna aamulla. Kerron vielä tarkan ajan ja soitan ennen tuloa. ';
const FILE = 'kassa.log';

/** The text field as the one who writes has it. */
interface Desk {
  text: string;
  from: number;
  to: number;
  focused: boolean;
  top: number;
  files: number;
}

/** Bar 6: a colleague changes owner, status or subject while somebody writes a reply. */
export const remoteChange: DurabilityPart = {
  name: 'remote-change',
  async run({ args, app, progress }) {
    const rounds = numberArgument(args, '--changes', 200);
    const random = createRandom(SEED);
    const hub = await openHubProcess(app);
    const { page, close } = await openBrowser();
    const seen = { touched: 0, untold: 0, took: [] as number[] };
    try {
      const { id, liisa } = await begin(hub, page);
      const field = await compose(page);
      for (let round = 0; round < rounds; round += 1) {
        const { touched, untold, took } = await oneRound({ page, field, liisa, id, random, round });
        seen.touched += touched ? 1 : 0;
        seen.untold += untold ? 1 : 0;
        if (!untold) seen.took.push(took);
        if (round % 20 === 19) progress(`remote-change: ${round + 1} of ${rounds}`);
      }
    } finally {
      await close();
      await hub.close();
    }
    return barsOf(rounds, seen);
  },
};

function barsOf(rounds: number, seen: { touched: number; untold: number; took: number[] }): Bar[] {
  const note = `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  const soon = seen.took.length > 0 ? (quantile(seen.took, 0.95) / 1_000).toFixed(2) : 'never';
  const bar = (number: string, what: string, value: number): Bar => ({
    ...{ number, what, value, unit: 'count', limit: 0, direction: 'atMost', note },
  });
  return [
    bar('6.1', `${rounds} remote changes: draft, cursor, focus, place or files touched`, seen.touched),
    bar('6.2', `${rounds} remote changes: not told beside the text (told after ${soon} s, p95)`, seen.untold),
  ];
}

async function begin(hub: HubProcess, page: Page): Promise<{ id: string; liisa: Colleague }> {
  await hub.ask('POST', '/api/setup', { teamName: 'Bench', displayName: 'Maija', language: 'fi', ...LEAD });
  page.setDefaultTimeout(LIMIT);
  await page.goto(hub.url);
  await page.getByLabel(fi.firstRun.user).fill(LEAD.user);
  await page.getByLabel(fi.firstRun.password, { exact: true }).fill(LEAD.password);
  await page.getByRole('button', { name: fi.firstRun.signIn.submit }).click();
  await page.locator('[data-ready=true]').waitFor();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: fi.ticket.create.title });
  await dialog.getByLabel(fi.ticket.subject).fill('Tulostin ei tulosta');
  await dialog.getByRole('button', { name: fi.ticket.create.submit }).click();
  await page.getByRole('heading', { level: 2, name: 'Tulostin ei tulosta' }).waitFor();
  await page.locator('[data-phase=live][data-unsent="0"]').waitFor();
  const id = `ticket:${decodeURIComponent(page.url().split('/').at(-1) ?? '')}`;
  const server = {
    async documents() {
      const { rows } = (await hub.ask('GET', '/db/luuri-bench/_all_docs?include_docs=true')) as {
        rows: { id: string; doc: TeamDocument }[];
      };
      return rows.filter((row) => !row.id.startsWith('_')).map(({ doc }) => doc);
    },
    async put(docs: readonly TeamDocument[]) {
      const answers = await hub.ask('POST', '/db/luuri-bench/_bulk_docs', { docs });
      if (JSON.stringify(answers).includes('"error"')) throw new Error(JSON.stringify(answers));
    },
  };
  return { id, liisa: colleagueOf(server, LIISA.user, 'ZZ') };
}

async function compose(page: Page): Promise<Locator> {
  await page.getByRole('region', { name: fi.ticket.timeline }).waitFor();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: FILE,
      mimeType: 'text/plain',
      buffer: Buffer.from('paperi loppu'),
    });
  await page.getByText(FILE).first().waitFor();
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  const field = page.getByRole('textbox', { name: fi.ticket.composer.reply });
  await field.fill(WORDS);
  await page.locator('[data-phase=live][data-unsent="0"]').waitFor();
  return field;
}

interface Round {
  page: Page;
  field: Locator;
  liisa: Colleague;
  id: string;
  random: Random;
  round: number;
}

async function oneRound({ page, field, liisa, id, random, round }: Round) {
  await field.focus();
  const from = random.below(WORDS.length);
  const to = from + random.below(WORDS.length - from);
  await field.evaluate(
    (input, [start, end]) => (input as HTMLTextAreaElement).setSelectionRange(start, end),
    [from, to] as const,
  );
  const before = await look(page, field);
  const hint = page.getByTestId('meanwhile').getByRole('listitem');
  const began = Date.now();
  await change(liisa, id, KINDS[round % KINDS.length] ?? 'owner', round);
  const untold = await hint
    .first()
    .waitFor({ timeout: LIMIT })
    .then(() => false)
    .catch(() => true);
  const took = Date.now() - began;
  const touched = JSON.stringify(await look(page, field)) !== JSON.stringify(before);
  if (!untold) await page.getByTestId('meanwhile').getByRole('button').click();
  await hint.first().waitFor({ state: 'detached' });
  return { touched, untold, took };
}

function change(liisa: Colleague, id: string, kind: (typeof KINDS)[number], round: number) {
  // Two rounds of one kind never write the same.
  const isEven = Math.floor(round / KINDS.length) % 2 === 0;
  switch (kind) {
    case 'owner':
      return liisa.does(editTicket, { id, values: { assignee: isEven ? LIISA.user : LEAD.user } });
    case 'status':
      return liisa.does(moveTicket, { id, status: isEven ? 'inProgress' : 'waitingThirdParty' });
    case 'subject':
      return liisa.does(editTicket, { id, values: { subject: `Tulostin ei tulosta, osa ${round}` } });
  }
}

async function look(page: Page, field: Locator): Promise<Desk> {
  const files = await page.getByRole('complementary', { name: fi.ticket.details }).getByText(FILE).count();
  return field.evaluate((input, count) => {
    const { value, selectionStart, selectionEnd } = input as HTMLTextAreaElement;
    return {
      text: value,
      from: selectionStart,
      to: selectionEnd,
      focused: document.activeElement === input,
      top: input.getBoundingClientRect().top,
      files: count,
    };
  }, files);
}
