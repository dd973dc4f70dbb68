/** Runs work one after another. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** For what reads first and then writes accordingly: two requests must not both be the first. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
