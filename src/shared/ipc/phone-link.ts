const SEPARATORS = /[\s().\-/\u00a0\u2010-\u2015]/g;

/**
 * The dialable form of a phone number as people write it (`040/123 4567` → `0401234567`), or null when what is
 * left is not a number. Keeps a leading plus and the service characters `*` and `#`.
 */
export function dialable(text: string): string | null {
  const digits = text.replace(SEPARATORS, '');
  return /^\+?[0-9*#]{2,32}$/.test(digits) ? digits : null;
}

/** The `tel:` address of a number, or null. `#` would otherwise start a fragment. */
export function telAddress(text: string): string | null {
  const number = dialable(text);
  return number === null ? null : `tel:${number.replaceAll('#', '%23')}`;
}
