import type { Page } from '@playwright/test';

/** A text as it stood after a key, and when the page had it (ms since 1970). */
export interface Typed {
  text: string;
  at: number;
}

const WORDS =
  'Asiakas soittaa että kassa sammui kesken maksun eikä laite enää käynnisty vaikka virta on päällä ';
/** Between two keys: a quick typist, ms. */
const KEY_PAUSE = 40;

/**
 * Types into the field that has the focus until it is told to end; `typed` grows meanwhile.
 * @param start tells this text from earlier ones
 */
export async function typeSteadily(
  page: Page,
  start: string,
  typed: Typed[],
  end: { now: boolean },
): Promise<void> {
  let text = '';
  while (!end.now) {
    const key = (start + WORDS)[text.length % (start.length + WORDS.length)] ?? ' ';
    await page.keyboard.type(key);
    text += key;
    typed.push({ text, at: Date.now() });
    await page.waitForTimeout(KEY_PAUSE);
  }
}

/**
 * The crash came somewhere between the last key that the page had and the one after it: the latter is taken.
 * @param found what is there after the crash
 * @returns how old the first lost key was when the crash came, ms; 0 where all is there
 */
export function lostTyping(typed: readonly Typed[], found: string): number {
  const lost = typed.find(({ text }) => !found.startsWith(text));
  return lost ? (typed.at(-1)?.at ?? lost.at) + KEY_PAUSE - lost.at : 0;
}
