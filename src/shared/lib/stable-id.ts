const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_CHARACTERS = 24;

/**
 * The id that a thing of a source system always gets: the same in every run, on every machine. It looks like a ULID
 * of 1970, so what was imported sorts before everything that was made here, and syncs after it.
 *
 * @param key source and id there, such as `zendesk:ticket:1595`
 */
export function stableId(key: string): string {
  let digits = '';
  const words = hash128(key);
  for (let position = 0; position < ID_CHARACTERS; position += 1) {
    const bit = position * 5;
    digits += CROCKFORD[bitsAt(words, bit)] ?? '0';
  }
  return `00${digits}`;
}

/** Five bits from a place in 128. */
function bitsAt(words: readonly number[], bit: number): number {
  const word = bit >>> 5;
  const shift = bit & 31;
  const low = (words[word] ?? 0) >>> shift;
  const high = shift > 27 ? (words[word + 1] ?? 0) << (32 - shift) : 0;
  return (low | high) & 31;
}

/** MurmurHash3's mixing over UTF-16 code units, four lanes: spreads well, protects nothing. */
function hash128(text: string): [number, number, number, number] {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0xdeadbeef;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 0x239b961b);
    b = c ^ Math.imul(b ^ unit, 0xab0e9789);
    c = d ^ Math.imul(c ^ unit, 0x38b34ae5);
    d = a ^ Math.imul(d ^ unit, 0xa1e38b93);
  }
  a = finish(a ^ text.length);
  b = finish(b ^ a);
  c = finish(c ^ b);
  d = finish(d ^ c);
  return [finish(a ^ d), finish(b ^ c), finish(c ^ a), d];
}

function finish(word: number): number {
  let mixed = word >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
