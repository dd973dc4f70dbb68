/** How far it is, in rows. */
export interface Progress {
  done: number;
  total: number;
}

/**
 * Brings everything a team's store holds from one form to the next. It may be killed at any point and is then run again
 * from the beginning: what has the new form already is left alone.
 */
export interface Step {
  /** The form that everything has afterwards. */
  form: number;
  /** @param databases the names of the store's databases in IndexedDB; some may not exist */
  run(databases: readonly string[], told: (progress: Progress) => void): Promise<void>;
}
