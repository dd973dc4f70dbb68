import type { Timers } from '@shared/couchdb-sync/config';

/** Time that passes only when a test says so. */
export class VirtualTime {
  /** Milliseconds since 1970. */
  now = Date.UTC(2026, 10, 21, 10, 0, 0);
  private queue: { at: number; order: number; callback: () => void }[] = [];
  private order = 0;
  private pending = 0;

  readonly timers: Timers = { after: (ms, callback) => this.after(ms, callback) };

  after(ms: number, callback: () => void): () => void {
    const entry = { at: this.now + Math.max(0, ms), order: (this.order += 1), callback };
    this.queue.push(entry);
    return () => {
      this.queue = this.queue.filter((other) => other !== entry);
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets `ms` pass, timer after timer, with everything that follows from each. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.settled();
    for (;;) {
      const next = this.earliest();
      if (!next || next.at > end) break;
      this.queue = this.queue.filter((entry) => entry !== next);
      this.now = Math.max(this.now, next.at);
      next.callback();
      await this.settled();
    }
    this.now = end;
  }

  /** Lets time pass until `done` holds; fails when it does not within `ms`. Returns the time it took. */
  async until(done: () => boolean | Promise<boolean>, ms: number, what: string): Promise<number> {
    const start = this.now;
    await this.settled();
    while (!(await done())) {
      const next = this.earliest();
      if (!next || next.at > start + ms) throw new Error(`not within ${ms} ms: ${what}`);
      await this.advance(next.at - this.now);
    }
    return this.now - start;
  }

  /** Time stands still until this real work is done. */
  busy<T>(work: Promise<T>): Promise<T> {
    this.pending += 1;
    const done = () => {
      this.pending -= 1;
    };
    work.then(done, done);
    return work;
  }

  private async settled(): Promise<void> {
    await settle();
    while (this.pending > 0) {
      while (this.pending > 0) await settle();
      // What follows from it may be more of the kind.
      await settle();
    }
  }

  private earliest() {
    let first = this.queue[0];
    for (const entry of this.queue) {
      if (first && (entry.at < first.at || (entry.at === first.at && entry.order < first.order)))
        first = entry;
    }
    return first;
  }
}

/** Lets everything run that does not wait for time: all promises that can go on have gone on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
