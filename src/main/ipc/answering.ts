import { failed, type Answer } from '@shared/ipc/answer';

/** Runs work of a call; where it throws, the error goes into the log and the answer is `io`. */
export type Answering = <T>(what: string, work: () => Promise<Answer<T>>) => Promise<Answer<T>>;

/** For work on files, which fails for reasons that no page can do anything about. */
export function answering(log: (what: string, error: unknown) => void): Answering {
  return async (what, work) => {
    try {
      return await work();
    } catch (error) {
      log(what, error);
      return failed('io');
    }
  };
}
