/** One line of a bench's outcome: what was measured, and whether it is good enough. */
export interface Bar {
  /** Number of the bar in the plan it comes from, for example `1` or `2.3`. */
  number: string;
  what: string;
  /** The measured figure. */
  value: number;
  unit: 'ms' | 's' | 'MB' | 'kB' | 'rows' | '%' | 'count' | 'x';
  /** The bar: the figure must be at most (or at least) this. */
  limit: number;
  direction: 'atMost' | 'atLeast';
  /** What else to know of it, such as how busy the machine was. */
  note?: string;
}

/** What a bench gets from the runner. */
export interface BenchContext {
  /** Arguments after the name, for example `--tickets 10000`. */
  args: readonly string[];
  /** Says on stderr what is going on; figures belong in bars. */
  progress(text: string): void;
}

/** A file in `tests/bench/benches` exports one as `bench`. */
export interface Bench {
  name: string;
  /** One line for `--help`. */
  about: string;
  run(context: BenchContext): Promise<readonly Bar[]>;
}

/** Whether a bar was reached. A figure that is not a number has missed. */
export function isReached(bar: Bar): boolean {
  return bar.direction === 'atMost' ? bar.value <= bar.limit : bar.value >= bar.limit;
}

/** `#number  what  figure  ok|missed`, the figure with its limit, and the note if there is one. */
export function barLine(bar: Bar): string {
  const sign = bar.direction === 'atMost' ? '≤' : '≥';
  const figure = `${round(bar.value)} ${bar.unit} (${sign} ${round(bar.limit)})`;
  const verdict = isReached(bar) ? 'ok' : 'missed';
  return `#${bar.number}  ${bar.what}  ${figure}  ${verdict}${bar.note ? `  [${bar.note}]` : ''}`;
}

/** Middle value of at least one figure; the mean of the two middle ones when their count is even. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}

/** Value below which a share `q` (0 to 1) of the figures lies, interpolated. Throws without figures. */
export function quantile(figures: readonly number[], q: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (low === undefined || high === undefined) throw new Error('no figures');
  return low + (high - low) * (position - Math.floor(position));
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
