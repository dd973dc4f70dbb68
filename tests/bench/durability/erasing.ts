import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startCall, wrapUpCall } from '@shared/domain/calls/call-commands';
import { createContact, editContact } from '@shared/domain/customers/customer-commands';
import type { TeamDocument } from '@shared/domain/record/documents';
import { progressOf } from '@shared/domain/team/erasures';
import type { Device } from '@shared/domain/team/team';
import { addEntry, createTicket } from '@shared/domain/tickets/ticket-commands';
import { colleagueOf } from '../../fixtures/colleague';
import type { Bar } from '../bench';
import type { Browser, Cookies } from '../world/browser';
import { openBrowser } from '../world/browser';
import { allSent, fi, READY } from '../world/desk';
import type { HubProcess } from '../world/hub-process';
import { openHubProcess } from '../world/hub-process';
import { DATABASE, documentsOn, LEAD, putAll, startTeam } from '../world/team';
import { atMost } from './at-most';
import type { Hit } from './byte-search';
import { searchFolder } from './byte-search';
import type { DurabilityPart } from './part';

const NAME = 'Öystilä';
/** As typed, as numbers are compared, and as they are stored. */
const TEXTS = [
  NAME,
  'aino@oystila.example',
  '040 765 4321',
  '0407654321',
  '358407654321',
  '+358 40 765 4321',
];
const KEPT = 'Reititin vaihdettu, valot palavat.';
const AGENT = { user: 'liisa', displayName: 'Liisa', password: LEAD.password, role: 'agent' };
const LIMIT = 60_000;
/** A machine confirms when it has made a new backup, which it does at a quiet moment: looked for every five minutes. */
const CONFIRMED_WITHIN = 12 * 60_000;

const { erase } = fi.privacy;

/** Bar 10: a person is erased while one machine is away; then it is back, and nothing of them is left in any byte. */
export const erasing: DurabilityPart = {
  name: 'erasing',
  async run({ app, progress }) {
    const hub = await openHubProcess(app);
    const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-erasing-'));
    try {
      return barsOf(await erased(hub, folder, progress));
    } finally {
      await hub.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

interface Outcome {
  /** Texts of the person that the search found in each profile and on the server before: all, or it proves nothing. */
  foundBefore: number[];
  wasListed: boolean;
  areConfirmed: boolean;
  left: Hit[];
  /** Texts that had to stay and are not there. */
  missing: number;
}

function barsOf({ foundBefore, wasListed, areConfirmed, left, missing }: Outcome): Bar[] {
  const bar = atMost([...new Set(left.map(({ file }) => file))].slice(0, 5).join(', ') || undefined);
  // Where the search did not find the person before, it proves nothing.
  const proven = foundBefore.every((texts) => texts >= 3);
  const what = `texts of ${foundBefore.join(', ')} found before in two profiles and on the server: places left`;
  return [
    bar('10.1', what, proven ? left.length : Number.NaN),
    bar('10.2', 'the machine that was away was not listed as unconfirmed', wasListed ? 0 : 1),
    bar('10.3', 'machines that had not confirmed in the end', areConfirmed ? 0 : 1),
    bar('10.4', 'texts of others that are not there any more', missing),
  ];
}

async function erased(hub: HubProcess, folder: string, progress: (text: string) => void): Promise<Outcome> {
  const [leads, agents] = [join(folder, 'lead'), join(folder, 'agent')];
  await startTeam(hub.ask);
  await hub.ask('POST', '/api/members', AGENT);
  const contactId = await givePerson(hub);

  const lead = await openDesk(hub, leads, LEAD.user);
  const agent = await openDesk(hub, agents, AGENT.user);
  for (const { page } of [lead, agent]) await leaveTraces(page, hub.url, contactId);
  const places = [leads, agents, hub.folder];
  const foundBefore = await Promise.all(
    places.map(async (place) => textsIn(await searchFolder(place, TEXTS))),
  );
  progress(`before: ${foundBefore.join(', ')} of ${TEXTS.length} texts`);

  const agentsCookies = await agent.context.cookies();
  await agent.close();
  await eraseIn(lead.page, hub.url, contactId);
  progress('erased');
  await allSent(lead.page);
  const leadsCookies = await lead.context.cookies();
  await lead.close();

  // Each machine: gets the erasure, is started again, makes a new backup.
  let [wasListed, areConfirmed] = [false, false];
  await lived(hub, leads, leadsCookies);
  progress('the lead has started again');
  const away = await unconfirmed(hub);
  wasListed = away.includes(AGENT.user);
  await lived(hub, agents, agentsCookies);
  progress('the machine that was away is back');
  const both = await Promise.all([reopened(hub, leads, leadsCookies), reopened(hub, agents, agentsCookies)]);
  const end = Date.now() + CONFIRMED_WITHIN;
  while (Date.now() < end && !areConfirmed) {
    await both[0].page.waitForTimeout(5_000);
    areConfirmed = (await unconfirmed(hub)).length === 0;
  }
  progress(areConfirmed ? 'both have confirmed' : 'not confirmed');
  await Promise.all(both.map(({ page }) => allSent(page, LIMIT)));
  await Promise.all(both.map(({ close }) => close()));
  const hits = await Promise.all(places.map((place) => searchFolder(place, TEXTS)));
  for (const hit of hits.flat()) progress(`left: ${hit.text} in ${hit.file}`);
  const kept = await Promise.all(places.map((place) => searchFolder(place, [KEPT])));
  const missing = kept.filter((found) => found.length === 0).length;
  return { foundBefore, wasListed, areConfirmed, left: hits.flat(), missing };
}

const textsIn = (hits: readonly Hit[]) => new Set(hits.map(({ text }) => text)).size;

async function openDesk(hub: HubProcess, profile: string, user: string): Promise<Browser> {
  const browser = await openBrowser(profile);
  const { page } = browser;
  page.setDefaultTimeout(LIMIT);
  await page.goto(hub.url);
  await page.getByLabel(fi.firstRun.user).fill(user);
  await page.getByLabel(fi.firstRun.password, { exact: true }).fill(LEAD.password);
  await page.getByRole('button', { name: fi.firstRun.signIn.submit }).click();
  await allSent(page);
  return browser;
}

async function reopened(hub: HubProcess, profile: string, cookies: Cookies): Promise<Browser> {
  const browser = await openBrowser(profile);
  browser.page.setDefaultTimeout(LIMIT);
  await browser.context.addCookies(cookies);
  await browser.page.goto(hub.url);
  await browser.page.locator(READY).waitFor();
  await allSent(browser.page);
  return browser;
}

/** A day of a machine: it hears of everything, prepares, and is closed. */
async function lived(hub: HubProcess, profile: string, cookies: Cookies): Promise<void> {
  const browser = await reopened(hub, profile, cookies);
  while (!(await browser.page.evaluate(asksForRewriting, DATABASE))) await browser.page.waitForTimeout(500);
  await browser.close();
}

/** Runs in a page: whether the next start has something to do. */
async function asksForRewriting(team: string): Promise<boolean> {
  const opening = indexedDB.open(`luuri-store-${team}`);
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const reading = opening.result.transaction('stamp').objectStore('stamp').get('stamp');
  await new Promise((resolve) => (reading.onsuccess = resolve));
  opening.result.close();
  return (reading.result as { rewrite?: unknown }).rewrite !== undefined;
}

/** Users whose machines have not confirmed all erasures. */
async function unconfirmed({ ask }: HubProcess): Promise<string[]> {
  const devices = await documentsOn<Device>(ask, 'device');
  const events = await documentsOn<TeamDocument>(ask, 'event');
  const erasures = events.filter(({ kind }) => kind === 'personErased').map(({ _id }) => _id);
  return progressOf(erasures, devices).waiting.map(({ user }) => user);
}

/** What people leave on a machine of a person: read, typed, called and backed up. */
async function leaveTraces(page: Page, url: string, contactId: string): Promise<void> {
  await page.goto(`${url}/contacts/${contactId.slice('contact:'.length)}`);
  await page.locator(READY).waitFor();
  await page.getByLabel(fi.customers.jobTitle).fill(`${NAME}n talon isäntä`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('F2');
  const notes = page.getByTestId('call-dock').getByLabel(fi.calls.notes);
  await notes.pressSequentially(`${TEXTS.join(', ')}: `);
  await notes.fill(`Soita ${NAME}`);
  await notes.fill('Ei muuta');
  await wrapUp(page);
  await allSent(page);
  await page.goto(`${url}/settings/backup`);
  await page.getByRole('button', { name: fi.backup.backUpNow }).click();
  await page.getByText(/Varmuuskopio on valmis/).waitFor();
  await page.evaluate(asDailyOfYesterday, DATABASE);
  await allSent(page);
}

/** Somebody on the phone would keep the machine from making its backup. */
async function wrapUp(page: Page): Promise<void> {
  const dock = page.getByTestId('call-dock');
  await page.keyboard.press('Control+Enter');
  for (const list of [fi.calls.reason, fi.calls.outcome])
    await dock.getByRole('radiogroup', { name: list }).getByRole('radio').first().click();
  await page.getByRole('button', { name: fi.calls.saveWrapUp }).click();
  await dock.waitFor({ state: 'hidden' });
}

/** Runs in a page: the backup that was just made by hand, as if it had been made by itself the day before. */
async function asDailyOfYesterday(team: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await (await root.getDirectoryHandle('backups')).getDirectoryHandle(team);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  for await (const [name, handle] of folder.entries()) {
    const content = await (handle as FileSystemFileHandle).getFile();
    const daily = await folder.getFileHandle(`${team}-${yesterday}.zip`, { create: true });
    const stream = await daily.createWritable();
    await stream.write(await content.arrayBuffer());
    await stream.close();
    await folder.removeEntry(name);
    return;
  }
}

async function eraseIn(page: Page, url: string, contactId: string): Promise<void> {
  await page.goto(`${url}/contacts/${contactId.slice('contact:'.length)}`);
  await page.getByRole('button', { name: erase.open }).click();
  const dialog = page.getByRole('dialog', { name: erase.title });
  await dialog.getByRole('checkbox', { name: erase.understood }).check();
  await dialog.getByRole('button', { name: erase.now }).click();
  await page.getByRole('heading', { name: erase.erasedTitle }).waitFor();
}

/** A person with a call and a ticket, as a colleague's machine would send them. */
async function givePerson({ ask }: HubProcess): Promise<string> {
  const server = {
    async documents() {
      const { rows } = (await ask('GET', `/db/${DATABASE}/_all_docs?include_docs=true`)) as {
        rows: { id: string; doc: TeamDocument }[];
      };
      return rows.filter(({ id }) => !id.startsWith('_')).map(({ doc }) => doc);
    },
    put: (documents: readonly TeamDocument[]) => putAll(ask, documents),
  };
  const maija = colleagueOf(server, LEAD.user, 'ZZ');
  const [name, phone, email] = [`Aino ${NAME}`, '040 765 4321', 'aino@oystila.example'];
  const { id: contactId } = await maija.does(createContact, { name });
  await maija.does(editContact, { id: contactId, values: { phones: [phone], emails: [email] } });
  const caller = { contactId, callerName: name, phone };
  const call = await maija.does(startCall, { direction: 'in', ...caller });
  const notes = `${name} ${email}`;
  await maija.does(wrapUpCall, { id: call.id, notes, reason: 'fault', outcome: 'solved', reached: true });
  const subject = `${name}: netti poikki`;
  const { id: ticketId } = await maija.does(createTicket, { ticketType: 'incident', subject, contactId });
  await maija.does(addEntry, { ticketId, kind: 'note', body: `Soita ${phone}` });
  await maija.does(addEntry, { ticketId, kind: 'note', body: KEPT });
  return contactId;
}
