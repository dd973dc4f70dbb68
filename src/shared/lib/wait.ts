/** Resolves after so many ms of real time. What is tested with a clock of its own is given its timers. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
