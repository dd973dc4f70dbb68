/** The event half of a fake: remembers listeners, and lets a test raise an event. */
export interface FakeEvents {
  readonly on: (event: string, listener: (...args: never[]) => unknown) => void;
  readonly once: (event: string, listener: (...args: never[]) => unknown) => void;
  /** Calls the listeners of an event in order. Throws when there are none: the test looks at nothing. */
  readonly raise: (event: string, ...args: unknown[]) => void;
}

/** Fits every `on` of Electron's declarations, so that the port that uses it stays type-checked against them. */
export function fakeEvents(): FakeEvents {
  const all = new Map<string, ((...args: never[]) => unknown)[]>();
  const on: FakeEvents['on'] = (event, listener) => {
    all.set(event, [...(all.get(event) ?? []), listener]);
  };
  return {
    on,
    once: on,
    raise(event, ...args) {
      const listeners = all.get(event) ?? [];
      if (listeners.length === 0) throw new Error(`nobody listens to ${event}`);
      for (const listener of listeners) listener(...(args as never[]));
    },
  };
}

/** An event that can be stopped, and tells whether it was. */
export function stoppable<T extends object>(
  fields: T,
): T & { preventDefault(): void; readonly defaultPrevented: boolean } {
  let stopped = false;
  return {
    ...fields,
    preventDefault() {
      stopped = true;
    },
    get defaultPrevented() {
      return stopped;
    },
  };
}
