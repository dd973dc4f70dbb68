import type { Operation } from './operations';
import found from './regressions.json';

interface Regression {
  seed: number;
  clients: number;
  what: string;
  schedule: Operation[];
}

/** Schedules that once failed, shrunk. They stay here for good. */
export const REGRESSIONS = found as Regression[];
