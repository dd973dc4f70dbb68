import { dialable } from './phone-link';

/** What the gate says about an address that wants to leave the app. */
export type ExternalVerdict =
  | { readonly allow: 'yes'; readonly address: string }
  | { readonly allow: 'ask'; readonly address: string; readonly host: string }
  | { readonly allow: 'no'; readonly why: 'malformed' | 'scheme' | 'tooLong' };

/** Windows refuses longer addresses; a longer one fails without a word there. */
const LONGEST = 2_000;

/** `attach=` and friends make some mail programs send a local file: only harmless fields pass. */
const MAIL_FIELDS = new Set(['to', 'subject', 'body', 'cc', 'bcc', 'in-reply-to']);

const no = (why: 'malformed' | 'scheme' | 'tooLong'): ExternalVerdict => ({ allow: 'no', why });

/**
 * The one list of what may be handed to the operating system: https, mailto and tel at once, http after a
 * question, nothing else. Everything else can start a program (`file:`, `smb:`, `ms-msdt:` …).
 * Answers the normalised address: what was judged is what gets opened.
 */
export function judgeExternalAddress(text: string): ExternalVerdict {
  const url = parse(text);
  if (url === null) return no('malformed');
  if (url.href.length > LONGEST) return no('tooLong');
  switch (url.protocol) {
    case 'https:':
    case 'http:':
      // `https://bank.example@evil.example` looks like the bank.
      if (url.username !== '' || url.password !== '') return no('malformed');
      return url.protocol === 'https:'
        ? { allow: 'yes', address: url.href }
        : { allow: 'ask', address: url.href, host: url.host };
    case 'mailto:':
      return judgeMail(url);
    case 'tel:':
      return judgePhone(url);
    default:
      return no('scheme');
  }
}

function parse(text: string): URL | null {
  if (hasControlCharacter(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The URL parser drops tabs and line breaks silently; an address with one of them is not what it looks like. */
function hasControlCharacter(text: string): boolean {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

function judgeMail(url: URL): ExternalVerdict {
  for (const name of url.searchParams.keys()) {
    if (!MAIL_FIELDS.has(name.toLowerCase())) return no('malformed');
  }
  return { allow: 'yes', address: url.href };
}

function judgePhone(url: URL): ExternalVerdict {
  const number = dialable(safeDecode(url.pathname));
  if (number === null || url.search !== '') return no('malformed');
  return { allow: 'yes', address: `tel:${number.replaceAll('#', '%23')}` };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
