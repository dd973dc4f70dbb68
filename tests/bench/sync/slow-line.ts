import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import { quantile } from '../bench';
import { createRandom } from '../random';
import { openBrowser } from '../world/browser';
import { allSent, signIn } from '../world/desk';
import { openHubProcess } from '../world/hub-process';
import type { HubProcess } from '../world/hub-process';
import type { Line } from '../world/shaping-proxy';
import { openShapingProxy } from '../world/shaping-proxy';
import { documentsOn, startTeam } from '../world/team';

export interface SlowLine {
  /** From the key that starts a call until the server has it, while its notes are typed, s. */
  arrives: number;
  /** From the last key until the server has all that was typed, s. */
  allArrives: number;
  /** From a key to the picture that shows it, ms: 95 of 100 are faster. */
  typing: number;
  /** The same on a perfect line, a moment before: what this machine can do now. */
  typingBefore: number;
  keys: number;
  /** Bytes that the line carried until the call was there. */
  bytes: { up: number; down: number };
  load: number;
}

const LIMIT = 300_000;
const TEXT = 'Asiakkaan tulostin ei vastaa, ohjattu käynnistämään uudelleen ja tarkistamaan kaapeli. ';
/** Between two keys: a quick typist, ms. */
const KEY_PAUSE = 120;

/** One agent in a real Chromium, signed in and up to date, whose line turns bad; then a call, and its notes. */
export async function slowLine(app: string, line: Line, seconds: number, seed: number): Promise<SlowLine> {
  const hub = await openHubProcess(app);
  const proxy = await openShapingProxy(hub.url, createRandom(seed));
  const browser = await openBrowser();
  try {
    await startTeam(hub.ask);
    const { page } = browser;
    await signIn(page, proxy.url);
    await allSent(page, LIMIT);
    await page.evaluate(watchKeys);
    const typingBefore = await typeIntoSearch(page, seconds / 3);
    proxy.shape(line);
    await page.evaluate(watchKeys);

    const began = Date.now();
    await page.keyboard.press('F2');
    await page.getByTestId('call-dock').waitFor();
    const arriving = arrival(hub, () => true).then((at) => ({ at, bytes: proxy.bytes() }));
    const typed = await type(page, seconds);
    const ended = Date.now();
    const { at, bytes } = await arriving;
    const all = await arrival(hub, ({ notes }) => notes.trim() === typed.trim());
    const delays = await page.evaluate(keyDelays);
    return {
      arrives: (at - began) / 1_000,
      allArrives: (all - ended) / 1_000,
      typing: quantile(delays, 0.95),
      typingBefore,
      keys: delays.length,
      bytes,
      load: loadavg()[0] ?? 0,
    };
  } finally {
    await browser.close();
    await proxy.close();
    await hub.close();
  }
}

/** The moment the server holds such a call. Asked past the slow line. */
async function arrival(hub: HubProcess, wanted: (call: { notes: string }) => boolean): Promise<number> {
  const end = Date.now() + LIMIT;
  while (Date.now() < end) {
    const calls = await documentsOn<{ notes: string }>(hub.ask, 'call');
    if (calls.some(wanted)) return Date.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Number.NaN;
}

/** @returns what was typed */
async function type(page: Page, seconds: number): Promise<string> {
  const end = Date.now() + seconds * 1_000;
  let typed = '';
  while (Date.now() < end) {
    const key = TEXT[typed.length % TEXT.length] ?? ' ';
    await page.keyboard.type(key, { delay: KEY_PAUSE });
    typed += key;
  }
  return typed;
}

/** The search opens with its key, and is left by Esc. */
async function typeIntoSearch(page: Page, seconds: number): Promise<number> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await type(page, seconds);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return quantile(await page.evaluate(keyDelays), 0.95);
}

/** Runs in the page: for each key, how long until the picture after it. */
function watchKeys(): void {
  const page = globalThis as unknown as { keyDelays?: number[] };
  const isWatched = page.keyDelays !== undefined;
  page.keyDelays = [];
  if (isWatched) return;
  addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        // A task after the frame's own: the picture is on its way by then.
        setTimeout(() => page.keyDelays?.push(performance.now() - timeStamp));
      }),
    { capture: true },
  );
}

/** Runs in the page. */
function keyDelays(): number[] {
  return (globalThis as unknown as { keyDelays: number[] }).keyDelays;
}
