/** How often one kind of error has occurred on this machine. Says nothing of what anybody wrote. */
export interface ErrorTally {
  /** Kind, code, and the place in the program. */
  what: string;
  count: number;
  /** The last time, ISO 8601, UTC. */
  last: string;
}

export interface ErrorLog {
  note(error: unknown): void;
  /** The latest first. */
  read(): ErrorTally[];
}

const KEY = 'luuri.errors';
const MOST = 40;

/**
 * Counts errors by kind, code and place, over restarts. Never their messages: those may quote what people wrote, or
 * name a record.
 * @param now milliseconds since 1970
 */
export function createErrorLog(storage: Pick<Storage, 'getItem' | 'setItem'>, now: () => number): ErrorLog {
  function read(): ErrorTally[] {
    try {
      const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isTally).slice(0, MOST) : [];
    } catch {
      return [];
    }
  }
  return {
    note(error) {
      const what = nameOf(error);
      const tallies = read();
      const before = tallies.find((tally) => tally.what === what);
      const tally = { what, count: (before?.count ?? 0) + 1, last: new Date(now()).toISOString() };
      const others = tallies.filter((each) => each !== before);
      try {
        storage.setItem(KEY, JSON.stringify([tally, ...others].slice(0, MOST)));
      } catch {
        // A full or forbidden local storage: the error itself is on the console.
      }
    },
    read,
  };
}

/** Counts what goes to the console as an error, and what nobody caught. */
export function watchErrors(log: ErrorLog, page: Pick<Window, 'addEventListener'>, out: Console): void {
  const say = out.error.bind(out);
  out.error = (...said: unknown[]) => {
    const errors = said.filter((each) => each instanceof Error);
    for (const error of errors.length > 0 ? errors : [undefined]) log.note(error);
    say(...said);
  };
  page.addEventListener('error', ({ error }) => log.note(error));
  page.addEventListener('unhandledrejection', ({ reason }) => log.note(reason));
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code: unknown = 'code' in error ? error.code : undefined;
  const known = typeof code === 'string' && /^[\w.-]{1,40}$/.test(code) ? `(${code})` : '';
  return `${wordOf(error.name)}${known}${placeOf(error)}`;
}

function wordOf(name: string): string {
  return /^[\w.]{1,40}$/.test(name) ? name : 'Error';
}

/** The file and line of the first frame. A stack begins with the message, which may look like one. */
function placeOf({ stack = '', message }: Error): string {
  const before = stack.indexOf(message);
  if (before < 0) return '';
  const frames = stack.slice(before + message.length);
  const frame = /^\s+at .*?([\w.-]+\.(?:js|ts|tsx):\d+:\d+)\)?$/m.exec(frames);
  return frame?.[1] ? ` ${frame[1]}` : '';
}

function isTally(value: unknown): value is ErrorTally {
  if (typeof value !== 'object' || value === null) return false;
  const { what, count, last } = value as Record<string, unknown>;
  return typeof what === 'string' && typeof count === 'number' && typeof last === 'string';
}

/** The errors of this machine. */
export const errorLog = createErrorLog(
  typeof localStorage === 'undefined' ? { getItem: () => null, setItem: () => undefined } : localStorage,
  Date.now,
);
