import type { Answer } from '@shared/ipc/answer';
import type { CallResult } from '@shared/ipc/calls';
import type { CallName } from '@shared/ipc/names';

/** The answer of a call to main, parsed. */
export type Checked = <N extends CallName>(
  name: N,
  answer: Promise<Answer<unknown>>,
) => Promise<Answer<CallResult<N>>>;

/** For whom a refusal of the disk is an error. @throws Error with the answer's code */
export function valueOf<T>(what: string, answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${what}: ${answer.code}`);
}
