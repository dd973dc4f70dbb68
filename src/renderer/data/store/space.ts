import { create } from 'zustand';
import { drop } from '@shared/lib/drop';
import { platform } from '@renderer/platform/platform';

const MB = 1_000_000;
/** Below this one is warned, bytes. */
export const LOW = 500 * MB;
/** Below this nothing is fetched that is not needed now, bytes. */
export const SCARCE = 200 * MB;
const LOOK_EVERY = 60_000;

/** `full`: the disk has refused to take something. */
export type SpaceLevel = 'enough' | 'low' | 'scarce' | 'full';

/** What is shown while the disk is full: all there is, or only `some`, where the database cannot be opened. */
type Shown = 'all' | 'some';

interface SpaceState {
  level: SpaceLevel;
  /** Free bytes, where they are known. */
  free: number | null;
  shown: Shown;
  /** A disk refused. */
  reportFull(shown: Shown): void;
}

/** How much room this computer has left for what Luuri keeps. */
export const useSpace = create<SpaceState>()((set) => ({
  level: 'enough',
  free: null,
  shown: 'all',
  reportFull: (shown) => set({ level: 'full', shown }),
}));

export function levelOf(free: number | null): Exclude<SpaceLevel, 'full'> {
  if (free === null || free >= LOW) return 'enough';
  return free >= SCARCE ? 'low' : 'scarce';
}

/** Whether more may be fetched than what people look at. */
export function hasRoom(): boolean {
  const { level } = useSpace.getState();
  return level === 'enough' || level === 'low';
}

/** Resolves when more may be fetched, or the signal is aborted. */
export function roomToGrow(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = useSpace.subscribe(check);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    }
    function check() {
      if (hasRoom() || signal.aborted) end();
    }
    check();
  });
}

/** Looks now and once a minute. @returns ends it */
export function watchSpace(): () => void {
  async function look(): Promise<void> {
    const free = await freeBytes();
    // A disk that has refused is full until this page begins anew: what a browser tells of it says nothing.
    const isFull = useSpace.getState().level === 'full';
    useSpace.setState({ free, level: isFull ? 'full' : levelOf(free) });
  }
  const timer = setInterval(() => drop(look()), LOOK_EVERY);
  drop(look());
  return () => clearInterval(timer);
}

/**
 * The free bytes of the disk in the desktop app. A browser tells what it would let us store, which since Chromium does
 * not give the disk away any more may be more than there is: then only a refusal tells.
 */
export async function freeBytes(): Promise<number | null> {
  const answer = await platform.freeSpace();
  if (answer.ok) return answer.value;
  const { storage } = navigator as Partial<Navigator>;
  const { quota, usage } = (await storage?.estimate()) ?? {};
  return quota === undefined || usage === undefined ? null : quota - usage;
}
