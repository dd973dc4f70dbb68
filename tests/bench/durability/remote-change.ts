import type { Locator, Page } from '@playwright/test';
import type { TeamDocument } from '@shared/domain/record/documents';
import { editTicket, moveTicket } from '@shared/domain/tickets/ticket-commands';
import type { Colleague } from '../../fixtures/colleague';
import { colleagueOf } from '../../fixtures/colleague';
import type { Bar } from '../bench';
import { quantile } from '../bench';
import type { Random } from '../random';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { allSent, fi, makeTicket, openReply, READY, signIn } from '../world/desk';
import type { HubProcess } from '../world/hub-process';
import { openHubProcess } from '../world/hub-process';
import { DATABASE, LEAD, putAll, startTeam } from '../world/team';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

const SEED = 6;
const LIMIT = 30_000;
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
  const soon = seen.took.length > 0 ? (quantile(seen.took, 0.95) / 1_000).toFixed(2) : 'never';
  const bar = atMost();
  return [
    bar('6.1', `${rounds} remote changes: draft, cursor, focus, place or files touched`, seen.touched),
    bar('6.2', `${rounds} remote changes: not told beside the text (told after ${soon} s, p95)`, seen.untold),
  ];
}

async function begin(hub: HubProcess, page: Page): Promise<{ id: string; liisa: Colleague }> {
  await startTeam(hub.ask);
  page.setDefaultTimeout(LIMIT);
  await signIn(page, hub.url);
  await page.locator(READY).waitFor();
  await makeTicket(page, 'Tulostin ei tulosta');
  await allSent(page);
  const id = `ticket:${decodeURIComponent(page.url().split('/').at(-1) ?? '')}`;
  const server = {
    async documents() {
      const { rows } = (await hub.ask('GET', `/db/${DATABASE}/_all_docs?include_docs=true`)) as {
        rows: { id: string; doc: TeamDocument }[];
      };
      return rows.filter((row) => !row.id.startsWith('_')).map(({ doc }) => doc);
    },
    put: (docs: readonly TeamDocument[]) => putAll(hub.ask, docs),
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
  const field = await openReply(page);
  await field.fill(WORDS);
  await allSent(page);
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
