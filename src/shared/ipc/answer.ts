/** Why the shell did not do what it was asked. Closed: a new reason is a new member and a new text in i18n. */
export type ShellErrorCode =
  | 'invalid' // the argument does not have the agreed shape
  | 'forbidden' // asked by a frame that may not ask
  | 'refused' // understood, but not allowed, or the person said no
  | 'unsupported' // this shell or this desktop cannot do it
  | 'tooLarge'
  | 'taken' // somebody else has it, for example a key combination
  | 'io' // disk or printer failed
  | 'internal';

/** What every call across a process border answers; nothing is ever thrown across it. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ShellErrorCode };

/** Wraps a value as a successful answer. */
export function done<T>(value: T): Answer<T> {
  return { ok: true, value };
}

/** An unsuccessful answer with its reason. */
export function failed(code: ShellErrorCode): Answer<never> {
  return { ok: false, code };
}
