import { judgeExternalAddress } from '@shared/ipc/external-address';

/** A stretch of a text: plain when there is no address. */
export interface TextPart {
  text: string;
  /** What the gate to the outside judged and may open. */
  address?: string;
}

/** Longer texts stay plain after this many links: a hostile text must not become a page of buttons. */
const MOST_LINKS = 200;
const ADDRESS =
  /https?:\/\/[^\s<>"'`´”“«»]+|mailto:[^\s<>"'`´”“«»]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/giu;
/** The gate refuses longer ones; looking for the end of a hostile one would take its length squared. */
const LONGEST = 2_000;
const TRAILING = /[.,:;!?…*_~]+$/;

/**
 * Finds web and mail addresses in a text. Everything else, and every address the gate would refuse, stays
 * text; joined, the parts are the text, byte for byte.
 */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  let links = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (match[0].length > LONGEST) continue;
    const shown = withoutTail(match[0]);
    const wanted = /^(https?:|mailto:)/i.test(shown) ? shown : `mailto:${shown}`;
    const verdict = judgeExternalAddress(wanted);
    if (verdict.allow === 'no') continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: shown, address: verdict.address });
    from = match.index + shown.length;
    links += 1;
    if (links === MOST_LINKS) break;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** Punctuation after an address belongs to the sentence; a closing bracket too, unless it was opened inside. */
function withoutTail(found: string): string {
  let address = found.replace(TRAILING, '');
  while (/[)\]}]$/.test(address)) {
    const close = address.slice(-1);
    const open = { ')': '(', ']': '[', '}': '{' }[close] ?? '';
    if (address.split(open).length >= address.split(close).length) break;
    address = address.slice(0, -1).replace(TRAILING, '');
  }
  return address;
}
