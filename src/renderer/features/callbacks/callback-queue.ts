import type { Callback } from '@shared/domain/calls/call';
import { localDay } from '@shared/lib/local-time';

export type Due = 'overdue' | 'today' | 'later' | 'done' | 'cancelled';
export const shownChoices = ['open', 'mine', 'unclaimed', 'closed'] as const;
export type Shown = (typeof shownChoices)[number];

/** How urgent a callback is. @param now ISO */
export function dueOf(callback: Pick<Callback, 'status' | 'dueAt'>, now: string): Due {
  if (callback.status !== 'open') return callback.status;
  if (Date.parse(callback.dueAt) < Date.parse(now)) return 'overdue';
  return localDay(callback.dueAt) === localDay(now) ? 'today' : 'later';
}

/** The queue: open ones due first, done ones newest first. */
export function selectCallbacks(callbacks: readonly Callback[], shown: Shown, user: string): Callback[] {
  const fits = callbacks.filter((callback) => isShown(callback, shown, user));
  const newestFirst = shown === 'closed' ? -1 : 1;
  return fits.sort(
    (a, b) => newestFirst * (Date.parse(a.dueAt) - Date.parse(b.dueAt)) || (a._id < b._id ? -1 : 1),
  );
}

export function countCallbacks(callbacks: readonly Callback[], user: string): Record<Shown, number> {
  const count = (shown: Shown) => callbacks.filter((callback) => isShown(callback, shown, user)).length;
  return {
    open: count('open'),
    mine: count('mine'),
    unclaimed: count('unclaimed'),
    closed: count('closed'),
  };
}

function isShown(callback: Callback, shown: Shown, user: string): boolean {
  if (shown === 'closed') return callback.status !== 'open';
  if (callback.status !== 'open') return false;
  if (shown === 'mine') return callback.owner === user;
  return shown === 'open' || callback.owner === '';
}

/** The tries to reach somebody, oldest first. */
export function attemptsOf(callback: Callback): { id: string; at: string; by: string; reached: boolean }[] {
  return Object.entries(callback.attempts)
    .map(([id, { at = '', by = '', reached = false }]) => ({ id, at, by, reached }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
