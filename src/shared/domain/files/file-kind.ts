/** Kinds of content that are shown inside the app. Everything else is only saved to disk. */
export type ShownKind = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'text/plain';

/** How many of the first bytes {@link shownKind} wants to see. */
export const SNIFFED_BYTES = 4_096;

/**
 * How a content may be shown, judged by its bytes and not by what its sender calls it; null: not at all. A picture is
 * one only where it begins as one, so a page or an SVG named `kuva.png` is none.
 * @param start the first {@link SNIFFED_BYTES} of it, or all
 */
export function shownKind(start: Uint8Array, mediaType: string, name: string): ShownKind | null {
  const picture = pictureKind(start);
  if (picture) return picture;
  const isNamedText = /^text\/plain\b/i.test(mediaType) || /\.(txt|log|md|csv)$/i.test(name);
  return isNamedText && isText(start) ? 'text/plain' : null;
}

function pictureKind(start: Uint8Array): ShownKind | null {
  if (begins(start, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (begins(start, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (begins(start, ascii('GIF87a')) || begins(start, ascii('GIF89a'))) return 'image/gif';
  if (begins(start, ascii('RIFF')) && begins(start.subarray(8), ascii('WEBP'))) return 'image/webp';
  return null;
}

/** Shown as text it can do nothing; this only keeps programs and archives from being shown as rubbish. */
function isText(start: Uint8Array): boolean {
  return !start.some(
    (byte) => byte === 0 || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13),
  );
}

function begins(bytes: Uint8Array, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[index] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
