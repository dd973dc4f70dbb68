const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** How deep lists and objects may lie in each other in JSON from outside. Nothing of ours goes beyond ten. */
export const DEEPEST_JSON = 100;

/**
 * Whether JSON text nests too deep, found before it is parsed: what walks through values calls itself once a level, and
 * would come to the end of the stack.
 */
export function isTooDeep(text: string, deepest = DEEPEST_JSON): boolean {
  return someOpening(
    text.length,
    (at) => text.charCodeAt(at),
    (depth) => depth > deepest,
  );
}

/**
 * Whether any list or object that begins in JSON `matches`. Nothing is parsed and nothing is kept.
 * @param codeAt the code of a character, or the byte in UTF-8: what matters here is the same in both
 * @param matches asked of each in turn; `depth` counts itself
 */
export function someOpening(
  length: number,
  codeAt: (at: number) => number | undefined,
  matches: (depth: number, isObject: boolean) => boolean,
): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < length; at += 1) {
    const code = codeAt(at);
    if (inText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inText = false;
    } else if (code === QUOTE) inText = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth += 1;
      if (matches(depth, code === OPEN_OBJECT)) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}
