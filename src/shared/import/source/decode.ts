import { ImportError } from '../import-error';

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16' | 'windows-1252';

/**
 * The text of a file. UTF-8 with or without a byte order mark, UTF-16 with one; what is not valid UTF-8 is read as
 * Windows-1252, which has Latin-1 in it and gives every byte a meaning.
 *
 * @throws ImportError `notText` for a file with NUL bytes (a spreadsheet, a picture)
 */
export function decodeText(bytes: Uint8Array, file: string): { text: string; encoding: Encoding } {
  if (startsWith(bytes, 0xff, 0xfe)) return { text: decode(bytes, 'utf-16le'), encoding: 'utf-16' };
  if (startsWith(bytes, 0xfe, 0xff)) return { text: decode(bytes, 'utf-16be'), encoding: 'utf-16' };
  if (bytes.includes(0)) throw new ImportError('notText', file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: startsWith(bytes, 0xef, 0xbb, 0xbf) ? 'utf-8-bom' : 'utf-8' };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: 'windows-1252' };
  }
}

/** What Windows-1252 has at 0x80-0x9F, where Latin-1 has control codes. */
const BEYOND_LATIN_1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** By hand where the runtime does not: Node 20 takes Windows-1252 for plain Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  return decode(bytes, 'windows-1252').replaceAll(
    /[\u0080-\u009F]/g,
    (control) => BEYOND_LATIN_1[control.charCodeAt(0) - 0x80] ?? control,
  );
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
