import { foldText } from '@shared/lib/fold-text';
import type { Contact } from './customer';

/** Endings of Finnish names change: `Virtanen`, `Virtaselle`. */
const ENDING = 3;
const SHORTEST = 4;
/** So many digits of a number are nobody else's by chance. */
const DIGITS = 7;

/**
 * Tells which texts may mention a person: by a part of the name, a number or an address. It proposes, a person decides; so it
 * rather finds too much.
 */
export function mentionsOf({
  name,
  phones,
  emails,
}: Pick<Contact, 'name' | 'phones' | 'emails'>): (text: string) => boolean {
  const stems = foldText(name)
    .split(' ')
    .filter((word) => word.length >= SHORTEST)
    .map((word) => word.slice(0, Math.max(SHORTEST, word.length - ENDING)));
  const addresses = emails.map((email) => email.trim().toLowerCase()).filter((email) => email !== '');
  const numbers = phones
    .map((phone) => digitsOf(phone).slice(-DIGITS))
    .filter((digits) => digits.length === DIGITS);
  return (text) => {
    const words = foldText(text).split(' ');
    if (stems.some((stem) => words.some((word) => word.startsWith(stem)))) return true;
    const lower = text.toLowerCase();
    const digits = digitsOf(text);
    return (
      addresses.some((email) => lower.includes(email)) || numbers.some((number) => digits.includes(number))
    );
  };
}

function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}
