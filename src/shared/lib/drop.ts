/**
 * Starts work whose result nobody waits for. A failure goes to `report`, never into an unhandled rejection.
 */
export function drop(work: Promise<unknown>, report: (error: unknown) => void = reportToConsole): void {
  work.catch(report);
}

function reportToConsole(error: unknown): void {
  // The one place where background failures surface; diagnostics collect console errors.
  console.error(error);
}
