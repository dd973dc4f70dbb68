import type { TeamDocument } from '@shared/domain/record/documents';
import { shapeProblem } from '@shared/domain/validation/shape';
import { isTooDeep } from '@shared/lib/json-depth';

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
