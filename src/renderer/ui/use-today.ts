import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The day that it is here, as an ISO moment of it: what says "today" on the screen must not say it tomorrow. */
export function useToday(): string {
  return useSyncExternalStore(subscribe, startOfToday);
}

let today = '';
let until = 0;

function startOfToday(): string {
  const now = Date.now();
  // The clock may have been set back as well.
  if (now >= until || now < until - 25 * 3_600_000) {
    const day = new Date(now);
    today = new Date(day.getFullYear(), day.getMonth(), day.getDate()).toISOString();
    until = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
  }
  return today;
}

/** One timer for all the moments on a screen. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
