import { someOpening } from '@shared/lib/json-depth';

const [QUOTE, LINE_FEED] = [0x22, 0x0a];
/** `[{`, `{"tickets":[{`, or an object a line: rows lie no deeper. */
const ROW_DEPTH = 3;

/**
 * Whether there are more rows of CSV in these bytes than allowed. Before anything is made of them: a million rows take
 * seconds and most of a gigabyte.
 */
export function hasMoreLines(bytes: Uint8Array, allowed: number): boolean {
  let lines = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) inText = !inText;
    else if (byte === LINE_FEED && !inText) {
      lines += 1;
      // The names of the columns are one more, and a file may end with a line that is empty.
      if (lines > allowed + 2) return true;
    }
  }
  return false;
}

/** The same for objects in JSON, where a row may stand. */
export function hasMoreObjects(bytes: Uint8Array, allowed: number): boolean {
  const found = [0, 0, 0, 0];
  return someOpening(
    bytes.length,
    (at) => bytes[at],
    (depth, isObject) => {
      if (!isObject || depth > ROW_DEPTH) return false;
      found[depth] = (found[depth] ?? 0) + 1;
      return (found[depth] ?? 0) > allowed;
    },
  );
}
