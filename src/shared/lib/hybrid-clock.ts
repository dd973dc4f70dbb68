import { compareText } from './canonical-json';

/**
 * Hybrid logical clock (Kulkarni et al. 2014) whose stamps are strings that sort by text.
 * A stamp is later than every stamp its writer had seen, however wrong the writer's wall clock is.
 *
 * Shape: `<milliseconds, 9 base-36 digits>-<counter, 3 base-36 digits>-<node>`.
 */
export interface HybridClock {
  /** A stamp later than all given before and than all `seen`. */
  next(...seen: readonly string[]): string;
}

const MILLISECOND_DIGITS = 9;
const COUNTER_DIGITS = 3;
const MAX_COUNTER = 36 ** COUNTER_DIGITS - 1;
const STAMP = /^([0-9a-z]{9})-([0-9a-z]{3})-([0-9A-Za-z]{1,16})$/;

/**
 * No wall clock counts as later than this, so that a machine whose clock is centuries ahead makes stamps that every
 * server takes (`validation/stamps.ts`). What it has seen may carry it past this, by counting on.
 */
const LATEST_WALL = Date.UTC(2126, 0, 1);
/** No stamp reaches this. Nine digits alone would last until the year 5188, and nobody could come after such a one. */
const END_OF_STAMPS = formatTime(Date.UTC(2200, 0, 1));

/**
 * @param wallClock milliseconds since 1970
 * @param node unique per running window, 1-16 letters and digits; breaks ties between machines
 */
export function createHybridClock(wallClock: () => number, node: string): HybridClock {
  let milliseconds = 0;
  let counter = 0;
  return {
    next(...seen) {
      let latest = formatStamp(milliseconds, counter, '');
      for (const stamp of seen) {
        if (isStamp(stamp) && compareText(stamp.slice(0, latest.length), latest) > 0) {
          latest = stamp.slice(0, latest.length);
        }
      }
      const [lastMilliseconds, lastCounter] = readStamp(latest);
      const now = Math.min(LATEST_WALL, Math.max(0, Math.floor(wallClock())));
      if (now > lastMilliseconds) {
        milliseconds = now;
        counter = 0;
      } else if (lastCounter < MAX_COUNTER) {
        milliseconds = lastMilliseconds;
        counter = lastCounter + 1;
      } else {
        milliseconds = lastMilliseconds + 1;
        counter = 0;
      }
      return formatStamp(milliseconds, counter, node);
    },
  };
}

/** Whether `text` is a stamp: its exact shape, and a time before the year 2200. */
export function isStamp(text: string): boolean {
  return STAMP.test(text) && text < END_OF_STAMPS;
}

/** The wall-clock part of a stamp, milliseconds since 1970. Only for display: it can be wrong by years. */
export function stampMilliseconds(stamp: string): number {
  return Number.parseInt(stamp.slice(0, MILLISECOND_DIGITS), 36);
}

function readStamp(stamp: string): [milliseconds: number, counter: number] {
  const counterStart = MILLISECOND_DIGITS + 1;
  return [
    stampMilliseconds(stamp),
    Number.parseInt(stamp.slice(counterStart, counterStart + COUNTER_DIGITS), 36),
  ];
}

function formatStamp(milliseconds: number, counter: number, node: string): string {
  return `${formatTime(milliseconds)}-${counter.toString(36).padStart(COUNTER_DIGITS, '0')}-${node}`;
}

function formatTime(milliseconds: number): string {
  return milliseconds.toString(36).padStart(MILLISECOND_DIGITS, '0');
}
