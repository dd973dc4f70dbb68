/**
 * Ticket numbers that people say on the phone: device prefix, dash, four places, check character:
 * `K7-0142X`. Unique without a server because every device has its own prefix; final at once.
 * The letters leave out those that are mistaken for digits (I, O) when read or heard.
 */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const PER_LETTER = 1000;
const PLAIN_NUMBERS = 10_000;

/** How many tickets one device can number. */
export const maxTicketCounter = PLAIN_NUMBERS + LETTERS.length * PER_LETTER - 1;

/**
 * @param prefix two characters, unique per device
 * @param counter 1 to {@link maxTicketCounter}; past 9999 the first place becomes a letter
 * @throws RangeError outside that range
 */
export function formatTicketNumber(prefix: string, counter: number): string {
  if (!Number.isInteger(counter) || counter < 1 || counter > maxTicketCounter) {
    throw new RangeError(`ticket counter ${counter} is outside 1-${maxTicketCounter}`);
  }
  const places =
    counter < PLAIN_NUMBERS ? String(counter).padStart(4, '0') : letterPlaces(counter - PLAIN_NUMBERS);
  const body = `${prefix}-${places}`;
  return body + checkCharacter(body);
}

function letterPlaces(rest: number): string {
  return (LETTERS[Math.floor(rest / PER_LETTER)] ?? '') + String(rest % PER_LETTER).padStart(3, '0');
}

/** The counter that a device made a number of; null when it is not a number of that device. */
export function counterOfNumber(prefix: string, number: string): number | null {
  const [first = '', ...rest] = number.slice(prefix.length + 1, -1);
  const letter = LETTERS.indexOf(first);
  const low = Number(rest.join(''));
  const counter = letter < 0 ? Number(first) * PER_LETTER + low : PLAIN_NUMBERS + letter * PER_LETTER + low;
  const isOne = Number.isInteger(counter) && counter >= 1 && counter <= maxTicketCounter;
  return isOne && formatTicketNumber(prefix, counter) === number ? counter : null;
}

/** Catches any one wrong character and most swapped neighbours. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, character] of [...body.replace('-', '')].entries()) {
    sum += (index * 2 + 3) * (character.codePointAt(0) ?? 0);
  }
  return ALPHABET[sum % 31] ?? '2';
}

/** What people type for a number (`k7 0142x`, `K70142X`) in its written form, or null when it is none. */
export function parseTicketNumber(text: string): string | null {
  const bare = text.toUpperCase().replace(/[\s-]/g, '');
  if (!/^[A-Z0-9]{2}[A-Z0-9]\d{3}[A-Z0-9]$/.test(bare)) return null;
  const body = `${bare.slice(0, 2)}-${bare.slice(2, 6)}`;
  return checkCharacter(body) === bare.slice(6) ? body + bare.slice(6) : null;
}

/** A device prefix from random numbers 0 ≤ r < 1: a letter, then a letter or digit. */
export function randomDevicePrefix(random: () => number): string {
  const first = LETTERS[Math.floor(random() * LETTERS.length)] ?? 'A';
  return first + (ALPHABET[Math.floor(random() * ALPHABET.length)] ?? '2');
}
