const [QUOTE, BACKSLASH, LINE_FEED] = [0x22, 0x5c, 0x0a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
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
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (byte === OPEN_OBJECT && depth <= ROW_DEPTH) {
        found[depth] = (found[depth] ?? 0) + 1;
        if ((found[depth] ?? 0) > allowed) return true;
      }
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}
