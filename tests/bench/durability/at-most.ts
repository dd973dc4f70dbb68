import { loadavg } from 'node:os';
import type { Bar } from '../bench';

/**
 * What makes bars of figures measured by now: at most so much, and nothing at all without a limit. Each says how busy
 * the machine is.
 * @param more what else to know of them
 */
export function atMost(more?: string) {
  const note = [`load ${(loadavg()[0] ?? 0).toFixed(1)}`, ...(more === undefined ? [] : [more])].join('; ');
  return (number: string, what: string, value: number, unit: Bar['unit'] = 'count', limit = 0): Bar => ({
    ...{ number, what, value, unit, limit, direction: 'atMost', note },
  });
}
