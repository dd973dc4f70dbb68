export type PasswordStrength = 'tooShort' | 'weak' | 'fair' | 'good';

export const PASSWORD_MIN = 8;

/** Patterns that guessing programs try first. */
const COMMON = /salasana|password|qwerty|asdf|12345|luuri|kesä|talvi|syksy|kevät|summer|winter/i;

/**
 * A rough hint while a new password is typed; length counts most.
 * @param related words that must not be most of it: the person's and the team's names
 */
export function passwordStrength(password: string, related: readonly string[] = []): PasswordStrength {
  if (password.length < PASSWORD_MIN) return 'tooShort';
  const lower = password.toLocaleLowerCase();
  const words = related
    .flatMap((text) => text.toLocaleLowerCase().split(/[\s.@_-]+/))
    .filter((word) => word.length > 2);
  const repeats = new Set(lower).size < 5;
  if (repeats || COMMON.test(password) || words.some((word) => lower.includes(word))) {
    return password.length >= 20 && !repeats ? 'fair' : 'weak';
  }
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const score = password.length + kinds * 2;
  if (score < 14) return 'weak';
  return score < 18 ? 'fair' : 'good';
}
