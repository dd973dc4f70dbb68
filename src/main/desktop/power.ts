export interface PowerEvents {
  on(event: 'suspend', listener: () => void): unknown;
  on(event: 'resume', listener: () => void): unknown;
}

export interface PowerParts {
  readonly monitor: PowerEvents;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back every so many milliseconds; answers what stops it. */
  readonly every: (milliseconds: number, tick: () => void) => () => void;
  readonly onChange: (state: 'suspend' | 'resume') => void;
}

const TICK = 15_000;

/** A tick that comes this much late means the computer slept, or the clock was set. */
const JUMP = 30_000;

/**
 * Tells of sleep and waking. Some Linux systems lose the events, so a jump of the wall clock between two ticks
 * counts as waking too: connections from before it are dead either way.
 */
export function watchPower(parts: PowerParts): () => void {
  let last = parts.now();
  const woke = (): void => {
    last = parts.now();
    parts.onChange('resume');
  };
  parts.monitor.on('suspend', () => parts.onChange('suspend'));
  parts.monitor.on('resume', woke);
  return parts.every(TICK, () => {
    const late = parts.now() - last - TICK;
    last = parts.now();
    if (Math.abs(late) > JUMP) woke();
  });
}
