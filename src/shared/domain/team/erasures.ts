import { compareText } from '@shared/lib/canonical-json';
import { readMap } from '../record/registers';
import type { Device } from './team';

/** How far the machines of a team have come with an erasure. */
export interface ErasureProgress {
  /** Nothing is left on these, by their own word. `at` is the last of it. */
  done: { device: Device; at: string }[];
  /** These have not said so: away, or still at it. */
  waiting: Device[];
  /** These neither, but they hold nothing any more, by the word of whoever took them out of use. */
  outOfUse: Device[];
}

/** Which of these erasures (ids of `personErased` events) a machine has not confirmed. */
export function unconfirmedErasures(device: Device, eventIds: readonly string[]): string[] {
  const confirmed = readMap(device.erasures);
  return eventIds.filter((id) => !Object.hasOwn(confirmed, id));
}

/**
 * Who has confirmed an erasure and who has not. A person who was erased again, for what came later, has several: a machine
 * is done when it has confirmed all. Machines that came after an erasure count, too: what a clock says proves nothing.
 */
export function progressOf(eventIds: readonly string[], devices: readonly Device[]): ErasureProgress {
  const progress: ErasureProgress = { done: [], waiting: [], outOfUse: [] };
  const machines = devices.filter(({ sample }) => sample !== true);
  for (const device of machines.sort((a, b) => compareText(a.createdAt + a._id, b.createdAt + b._id))) {
    if (unconfirmedErasures(device, eventIds).length === 0) {
      progress.done.push({ device, at: lastOf(device, eventIds) });
    } else progress[device.outOfUse ? 'outOfUse' : 'waiting'].push(device);
  }
  return progress;
}

function lastOf(device: Device, eventIds: readonly string[]): string {
  const confirmed = readMap(device.erasures);
  return eventIds.map((id) => String(confirmed[id]?.['at'] ?? '')).reduce((a, b) => (a > b ? a : b), '');
}
