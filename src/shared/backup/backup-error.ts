/** Why a file cannot be read as a backup at all. A closed list: the interface has words for each. */
export type BackupFailure =
  /** No zip, or a zip without the marks of a backup. */
  | 'notABackup'
  /** Written by a version that this one does not understand. */
  | 'newerVersion'
  /** More than any backup holds, or something in it unpacks to more than it may. */
  | 'tooLarge'
  /** Of another team than the one that it would be restored into. */
  | 'otherTeam'
  /** The head, which says whose backup it is, is damaged beyond repair. */
  | 'headDamaged';

/** A backup that cannot be read; single damaged records are no reason for it. */
export class BackupError extends Error {
  constructor(
    readonly code: BackupFailure,
    /** For a log, in English. */
    detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'BackupError';
  }
}
