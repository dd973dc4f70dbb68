import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openHub } from '@hub/hub';
import type { Bar } from '../bench';
import { numberArgument } from '../world/arguments';
import type { Browser } from '../world/browser';
import { openBrowser } from '../world/browser';
import { allSent, fi, READY, signIn } from '../world/desk';
import { filledHubFolder } from '../world/filled-server';
import { countStored } from '../world/stored-tickets';
import { askOf, documentsOn } from '../world/team';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

const WRITES = 60;
const RESTARTS = 5;
const MB = 1024 * 1024;
/** So long a write may take to be acknowledged or refused, ms. */
const PATIENCE = 3_000;
const RECOVERY = 300_000;

/** Bar 2: a profile on a disk of its own, which fills up; work and restarts while it is full; then there is room again. */
export const fullDisk: DurabilityPart = {
  name: 'full-disk',
  async run({ args, app, progress }) {
    const tickets = numberArgument(args, '--full-tickets', 30_000);
    const size = numberArgument(args, '--full-size', 500);
    const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-full-'));
    const disk = await mkdtemp(join(tmpdir(), 'luuri-bench-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', disk]);
    } catch (error) {
      progress('#2 SKIPPED: a disk of its own can only be mounted by root');
      throw new Error('full-disk needs root to mount a disk', { cause: error });
    }
    try {
      const sizes = { tickets, eventsPerTicket: 1, calls: 1_000, customers: 200, runs: 10 };
      await cp(await filledHubFolder(sizes, progress), join(folder, 'hub'), { recursive: true });
      return await fillAndFree(folder, disk, app, progress);
    } finally {
      execFileSync('umount', ['-l', disk]);
      await rm(disk, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function fillAndFree(
  folder: string,
  disk: string,
  app: string,
  progress: (text: string) => void,
): Promise<Bar[]> {
  const hub = await openHub({ dataDir: join(folder, 'hub'), port: 0, staticFolder: app });
  const profile = join(disk, 'profile');
  let browser: Browser | undefined;
  try {
    browser = await openBrowser(profile);
    await signIn(browser.page, hub.url);
    await allSent(browser.page, 600_000);
    const cookies = await browser.context.cookies();
    progress('everything is here; the disk fills');
    const made: string[] = [];
    let said = 0;
    fill(join(disk, 'filling'));
    for (let write = 0; write < WRITES; write += 1) {
      if (write > 0 && write % (WRITES / (RESTARTS + 1)) === 0) {
        await browser.kill();
        // Whatever the end of the browser has freed.
        fill(join(disk, `filling-${write}`));
        browser = await openBrowser(profile);
        await browser.context.addCookies(cookies);
        await browser.page.goto(hub.url);
      }
      // It may be beginning anew just now.
      await opened(browser.page);
      const subject = `Levy täynnä ${write}`;
      if (await makeTicket(browser.page, subject)) made.push(subject);
      else if (await saysFull(browser.page)) said += 1;
      else progress(`write ${write}: nothing was said`);
    }
    progress(`${made.length} of ${WRITES} were acknowledged; there is room again`);
    for (const name of ['', ...Array.from({ length: WRITES }, (_, write) => `-${write}`)])
      rmSync(join(disk, `filling${name}`), { force: true });
    const began = Date.now();
    await allSent(browser.page, RECOVERY);
    const seconds = (Date.now() - began) / 1_000;
    const server = await documentsOn<{ subject: string; number: string }>(askOf(hub), 'ticket');
    const here = await browser.page.evaluate(countStored);
    const subjects = new Set(server.map(({ subject }) => subject));
    const lost = made.filter((subject) => !subjects.has(subject)).length;
    const missing = Math.abs(server.length - here);
    const unsaid = WRITES - made.length - said;
    const twice = server.length - new Set(server.map(({ number }) => number)).size;
    return barsOf(made.length, seconds, { lost, missing, unsaid, twice });
  } finally {
    await browser?.kill();
    await hub.close();
  }
}

interface Figures {
  lost: number;
  missing: number;
  unsaid: number;
  twice: number;
}

function barsOf(made: number, seconds: number, { lost, missing, unsaid, twice }: Figures): Bar[] {
  const bar = atMost(`all there ${seconds.toFixed(1)} s after there was room`);
  return [
    bar('2.1', `full disk, ${RESTARTS} restarts, ${made} of ${WRITES} writes acknowledged: lost`, lost),
    bar('2.2', 'full disk: tickets missing here once there is room', missing),
    bar('2.3', 'full disk: writes that failed and nothing said why', unsaid),
    bar('2.4', 'full disk: ticket numbers given twice', twice),
  ];
}

/** Writes until there is no room for another byte. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let piece = MB; piece >= 1; piece = Math.floor(piece / 16)) {
      try {
        for (;;) if (writeSync(file, Buffer.alloc(piece)) < piece) break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** The app, or what it says when it cannot open its data. */
async function opened(page: Page): Promise<void> {
  await page.locator(READY).or(page.getByText(fi.storage.noRoomTitle)).first().waitFor({ timeout: 60_000 });
}

/** Whether the app says that the ticket was made. */
async function makeTicket(page: Page, subject: string): Promise<boolean> {
  if (!(await page.locator(READY).isVisible())) return false;
  const dialog = page.getByRole('dialog', { name: fi.ticket.create.title });
  try {
    if (!(await dialog.isVisible())) await page.keyboard.press('c');
    await dialog.getByLabel(fi.ticket.subject).fill(subject, { timeout: PATIENCE });
    await dialog.getByRole('button', { name: fi.ticket.create.submit }).click({ timeout: PATIENCE });
    await page.getByRole('heading', { level: 2, name: subject, exact: true }).waitFor({ timeout: PATIENCE });
    return true;
  } catch {
    return false;
  }
}

/** Looked at in a page that is open: it may be beginning anew because of this very write. */
async function saysFull(page: Page): Promise<boolean> {
  await opened(page);
  const words = page.getByText(fi.storage.noRoomTitle).or(page.locator('[data-space=full]'));
  return (await words.or(page.getByRole('alert')).count()) > 0;
}
