import type { FetchLike, ResponseLike } from '@shared/couchdb-sync/config';
import { answer, isWaiting, type CouchAnswer, type CouchRequest } from './couch-answers';
import type { FakeCouch } from './fake-couch';
import type { Fault, FaultPlan } from './faults';
import type { VirtualTime } from './virtual-time';

const BASE = '/db/luuri-test';

/** One client's line to the server, in virtual time. */
export class VirtualNetwork {
  online = true;
  /** Longest time one way, ms; each way takes a random part of it. */
  latencyMs = 0;
  random: () => number = () => 0.5;
  /** Rows of a list come in another order now and then: only names count. */
  reorders = false;
  faults: FaultPlan = () => undefined;
  session: { name: string | null } = { name: 'maija' };
  /** All requests that were made, as `GET /_changes`. */
  readonly log: string[] = [];
  /** Called when a piece of an answer has arrived. */
  onArrival: () => void = () => {};
  private readonly open = new Set<(error: Error) => void>();

  constructor(
    readonly couch: FakeCouch,
    private readonly time: VirtualTime,
  ) {}

  /** Which server the line leads to. */
  server: FakeCouch | null = null;

  /** Cuts the line: open requests break. */
  goOffline(): void {
    this.online = false;
    this.breakAll();
  }

  goOnline(): void {
    this.online = true;
  }

  breakAll(): void {
    for (const fail of [...this.open]) fail(new Error('connection reset'));
  }

  readonly fetch: FetchLike = (url, init) => {
    const broken = new Promise<never>((_resolve, reject) => {
      this.open.add(reject);
      // Fired for every request in the end, also for one that is over.
      init.signal.addEventListener('abort', () => {
        this.open.delete(reject);
        reject(new Error('aborted'));
      });
    });
    broken.catch(() => {});
    const { pathname, searchParams } = new URL(url, 'http://luuri.test');
    const path = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname;
    const body: unknown = init.body === undefined ? null : JSON.parse(init.body);
    this.log.push(`${init.method} ${path}`);
    return Promise.race([
      this.exchange({ method: init.method, path, query: searchParams, body }, broken),
      broken,
    ]);
  };

  private async exchange(request: CouchRequest, broken: Promise<never>): Promise<ResponseLike> {
    await this.travel(broken);
    if (!this.online) throw new Error('no network');
    const fault = this.faults(request);
    if (fault?.kind === 'delay') await Promise.race([this.time.sleep(fault.ms), broken]);
    if (fault?.kind === 'lost') throw new Error('connection reset');
    if (fault?.kind === 'silence') return broken;
    if (fault?.kind === 'reply') return this.reply(fault.status, fault.type, [fault.body], broken);
    if (request.path === '/db/_session') {
      const json = JSON.stringify({ ok: true, userCtx: { name: this.session.name, roles: [] } });
      return this.reply(200, 'application/json', [json], broken);
    }
    return this.carryOut(request, fault, broken);
  }

  private async carryOut(
    request: CouchRequest,
    fault: Fault | undefined,
    broken: Promise<never>,
  ): Promise<ResponseLike> {
    const couch = this.server ?? this.couch;
    if (fault?.kind === 'headers') return this.reply(200, 'application/json', [null], broken);
    if (isWaiting(couch, request) && !cutsShort(fault)) return this.wait(couch, request, broken);
    let result = answer(couch, request);
    if (fault?.kind === 'twice') result = answer(couch, request);
    if (fault?.kind === 'answerLost') throw new Error('connection reset');
    if (this.reorders && Array.isArray(result.json) && this.random() < 0.5) {
      result = { ...result, json: [...(result.json as unknown[])].reverse() };
    }
    if (fault?.kind === 'change') result = { ...result, json: fault.json(result.json) };
    await this.travel(broken);
    const text = JSON.stringify(result.json);
    if (cutsShort(fault)) {
      const half = text.slice(0, text.length / 2);
      const then = fault?.kind === 'half' ? [null] : [];
      return this.reply(result.status, 'application/json', [half, ...then], broken);
    }
    return this.reply(result.status, 'application/json', [text], broken);
  }

  private wait(couch: FakeCouch, request: CouchRequest, broken: Promise<never>): ResponseLike {
    const beat = Number(request.query.get('heartbeat'));
    const pieces = pipe();
    pieces.push('{"results":[\n');
    let cancelBeat = () => {};
    const next = () => {
      cancelBeat = this.time.after(beat, () => {
        pieces.push('\n');
        next();
      });
    };
    next();
    const stop = couch.onWrite(() => {
      cancelBeat();
      const result: CouchAnswer = answer(couch, request);
      void this.travel(broken).then(
        () => {
          pieces.push(JSON.stringify(result.json).slice('{"results":['.length));
          pieces.end();
        },
        () => {},
      );
    });
    broken.catch(() => {
      cancelBeat();
      stop();
    });
    return responseFrom(200, 'application/json', pieces.read, broken, () => this.onArrival());
  }

  private reply(
    status: number,
    type: string,
    parts: (string | null)[],
    broken: Promise<never>,
  ): ResponseLike {
    return responseFrom(status, type, inParts(parts), broken, () => this.onArrival());
  }

  private async travel(broken: Promise<never>): Promise<void> {
    if (this.latencyMs > 0) await Promise.race([this.time.sleep(this.latencyMs * this.random()), broken]);
  }
}

function cutsShort(fault: Fault | undefined): boolean {
  return fault?.kind === 'half' || fault?.kind === 'truncated';
}

/** null stands for silence that does not end. */
function inParts(parts: (string | null)[]): () => Promise<string | undefined> {
  const left = [...parts];
  return () => {
    const part = left.shift();
    return part === null ? new Promise(() => {}) : Promise.resolve(part);
  };
}

function responseFrom(
  status: number,
  type: string,
  read: () => Promise<string | undefined>,
  broken: Promise<never>,
  arrived: () => void,
): ResponseLike {
  const encoder = new TextEncoder();
  return {
    status,
    redirected: false,
    headers: { get: (name) => (name.toLowerCase() === 'content-type' ? type : null) },
    body: {
      getReader: () => ({
        async read() {
          const part = await Promise.race([read(), broken]);
          arrived();
          return part === undefined ? { done: true } : { done: false, value: encoder.encode(part) };
        },
        cancel: () => Promise.resolve(),
      }),
    },
  };
}

function pipe() {
  const parts: (string | undefined)[] = [];
  let reader: ((part: string | undefined) => void) | null = null;
  const push = (part: string | undefined) => {
    if (reader) {
      const deliver = reader;
      reader = null;
      deliver(part);
    } else parts.push(part);
  };
  return {
    push,
    end: () => push(undefined),
    read: () =>
      new Promise<string | undefined>((resolve) => {
        if (parts.length > 0) resolve(parts.shift());
        else reader = resolve;
      }),
  };
}
