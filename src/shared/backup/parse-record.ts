import type { TeamDocument } from '@shared/domain/record/documents';
import { shapeProblem } from '@shared/domain/validation/shape';
import { DEEPEST } from './format';

/** Why a line of a backup is not restored. A closed list: the interface has words for each. */
export type DamageReason =
  /** The bytes are not those that were written. */
  | 'changed'
  /** The bytes are right, but they are no JSON. */
  | 'notJson'
  /** Lists and objects lie in each other deeper than anything of ours. */
  | 'tooDeep'
  /** JSON, but no record. */
  | 'notARecord'
  /** The content of a file is not the one that was backed up. */
  | 'fileChanged';

/** JSON from a file that anybody may have made; the reason when it is not to be used. */
export function parseJson(text: string): { value: unknown } | { reason: DamageReason } {
  if (isTooDeep(text)) return { reason: 'tooDeep' };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { reason: 'notJson' };
  }
}

/** A record from a line of a backup: parsed at the door like everything that comes from outside. */
export function parseRecord(text: string): { doc: TeamDocument } | { reason: DamageReason } {
  const parsed = parseJson(text);
  if ('reason' in parsed) return parsed;
  return shapeProblem(parsed.value) === null
    ? { doc: parsed.value as TeamDocument }
    : { reason: 'notARecord' };
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Whether JSON text nests too deep, found before it is parsed: what walks through values calls itself once a level, and
 * would end the program's stack.
 */
export function isTooDeep(text: string, deepest = DEEPEST): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inText = false;
    } else if (code === QUOTE) inText = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}
