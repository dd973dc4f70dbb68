const KEY = 'luuri.reloads';
/** So many reloads by itself, in so many ms: more would be a loop. */
const AT_MOST = 4;
const WITHIN = 60_000;

/**
 * Loads the page anew because its database cannot be worked with; what was typed comes back from the drafts and the
 * journal. False, and nothing is done, when that has not helped several times in a row.
 */
export function reloadPage(
  now: () => number = Date.now,
  memory: Pick<Storage, 'getItem' | 'setItem'> = sessionStorage,
  reload: () => void = () => location.reload(),
): boolean {
  const recent = read(memory.getItem(KEY)).filter((at) => Math.abs(now() - at) < WITHIN);
  if (recent.length >= AT_MOST) return false;
  memory.setItem(KEY, JSON.stringify([...recent, now()]));
  reload();
  return true;
}

function read(stored: string | null): number[] {
  const found: unknown = JSON.parse(stored ?? '[]');
  return Array.isArray(found) ? found.filter((at) => typeof at === 'number') : [];
}
