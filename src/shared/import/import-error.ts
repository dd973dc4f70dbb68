/** Why a file cannot be read at all. A closed list: the interface has words for each. */
export type ImportFailure =
  | 'tooLarge'
  | 'tooManyRows'
  | 'notText'
  | 'empty'
  | 'badJson'
  /** Lists and objects lie in each other deeper than any table. */
  | 'tooDeep'
  | 'noTable'
  | 'tooManyColumns'
  | 'unknownTimeZone'
  | 'nothingMapped';

/** A file that cannot be imported; single bad rows are no reason for it. */
export class ImportError extends Error {
  constructor(
    readonly code: ImportFailure,
    /** Name of the file, or empty. */
    readonly file: string,
    /** What was found and what is allowed, for the message. */
    readonly facts: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${file}: ${code} ${JSON.stringify(facts)}`);
    this.name = 'ImportError';
  }
}
