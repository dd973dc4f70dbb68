import { setMaxListeners } from 'node:events';
import { createSyncEngine } from '@shared/couchdb-sync/engine';
import type { SyncEngine, SyncOptions } from '@shared/couchdb-sync/config';
import type { SyncStatus, Witness, Witnesses } from '@shared/couchdb-sync/types';
import type { HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { merge } from '@shared/domain/record/merge';
import { createMergeNotes } from '@shared/domain/record/merge-notes';
import { changeHeader } from '@shared/domain/record/write';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import type { FakeCouch } from './fake-couch';
import { createMemoryStore, mortal, type MemoryStore } from './memory-store';
import { seededRandom } from './random';
import { VirtualNetwork } from './virtual-network';
import type { VirtualTime } from './virtual-time';

// Each request listens for the end of its session, and the first sync asks for many ranges at once: no leak.
setMaxListeners(20);

/** A machine whose server is restored: what it held then, what it may have read before, and what it relied on. */
interface Frozen {
  docs: Map<string, TeamDocument>;
  before: Map<string, TeamDocument>;
  witnesses: Witness[];
  copy: FakeCouch;
}

/** Parts of a machine that a test may replace by broken ones. */
export interface Parts {
  merge?: typeof merge;
  createEngine?: typeof createSyncEngine;
}

/** One machine: its disk, its line, and the engine that runs on them. */
export class Client {
  readonly network: VirtualNetwork;
  readonly statuses: SyncStatus[] = [];
  /** Each moment, by this machine's clock, when something arrived from the server. */
  readonly heardAt = new Set<string>();
  /** How far this machine's clock is off, ms. */
  skewMs = 0;
  engine: SyncEngine;
  /** Told after each status. */
  onStatus: () => void = () => {};
  /** Told when the phase is another one. */
  onPhase: () => void = () => {};
  private stamps = 0;
  private parts: Parts = {};
  private process = { alive: true };

  constructor(
    readonly name: string,
    couch: FakeCouch,
    readonly time: VirtualTime,
    private readonly options: Partial<SyncOptions> = {},
    readonly store: MemoryStore = createMemoryStore(),
  ) {
    this.network = new VirtualNetwork(couch, time);
    this.network.onArrival = () => this.heardAt.add(new Date(this.time.now + this.skewMs).toISOString());
    this.engine = this.createEngine();
  }

  private createEngine(): SyncEngine {
    const process = { alive: true };
    this.process = process;
    return (this.parts.createEngine ?? createSyncEngine)({
      baseUrl: '/db/luuri-test',
      fetch: this.network.fetch,
      store: mortal(this.store, process),
      merge: this.parts.merge ?? merge,
      notes: createMergeNotes({ author: this.name, device: this.name }),
      isTeamDocument,
      clock: () => this.time.now + this.skewMs,
      timers: this.time.timers,
      random: seededRandom(this.name.charCodeAt(0)).next,
      onStatus: (status) => {
        if (!process.alive) return;
        const before = this.statuses.at(-1)?.phase;
        this.statuses.push(status);
        this.onStatus();
        if (status.phase !== before) this.onPhase();
      },
      options: this.options,
    });
  }

  start(): void {
    this.engine.start();
  }

  /** The process dies and starts again; the disk stays. */
  async restart(): Promise<void> {
    await this.engine.stop();
    this.engine = this.createEngine();
    this.engine.start();
  }

  /** Other parts from the next start on, which is now. */
  plant(parts: Parts): void {
    this.parts = parts;
    this.engine = this.createEngine();
  }

  /** The process is killed: what it was doing stops half done. It starts again at once. */
  crash(): void {
    this.abandon();
    this.engine = this.createEngine();
    this.engine.start();
  }

  /** Killed for good. */
  abandon(): void {
    this.process.alive = false;
    this.network.breakAll();
    void this.engine.stop();
  }

  frozen: Frozen | null = null;

  rememberDisk(copy: FakeCouch): void {
    const before = new Map([...this.network.couch.docs].map(([id, { doc }]) => [id, doc as TeamDocument]));
    const position = this.store.position();
    const known: Witnesses = position && position.kind !== 'adopt' ? position : {};
    const witnesses = [known.witness, known.sent, known.read].filter((each) => each !== undefined);
    this.frozen = { docs: structuredClone(this.docs()), before, witnesses, copy };
  }

  /** A command: both on the disk when it returns. */
  write(id: string, doc: TeamDocument): void {
    this.store.edit(id, (now) => (now ? merge(now, doc) : doc));
    const mine = this.frozen?.docs;
    const known = mine?.get(id);
    mine?.set(id, known ? merge(known, doc) : doc);
  }

  get status(): SyncStatus {
    return this.engine.status();
  }

  doc(id: string): HeaderDocument | undefined {
    return this.store.records.get(id)?.doc as HeaderDocument | undefined;
  }

  /** A command: the change is on this machine's disk when it returns. The stamp of the write. */
  edit(id: string, values: Record<string, unknown>): string {
    const clock = createHybridClock(() => this.time.now + this.skewMs, `${this.name}${(this.stamps += 1)}`);
    const before = this.doc(id) ?? ticket(id);
    const stamp = clock.next(...Object.values(before.stamps));
    this.store.edit(id, () => changeHeader(before, values, stamp).header);
    return stamp;
  }

  /** Everything is on the server, nothing is left to read. */
  isQuiet(): boolean {
    const dirty = [...this.store.records.values()].some((record) => record.dirty === 1);
    return this.status.phase === 'live' && this.status.unsent === 0 && !dirty;
  }

  docs(): Map<string, TeamDocument> {
    return new Map([...this.store.records.values()].map((record) => [record.id, record.doc]));
  }
}

/** A ticket as its creation writes it. */
export function ticket(id: string, fields: Record<string, unknown> = {}): HeaderDocument {
  return {
    _id: id,
    type: 'ticket',
    v: 1,
    number: 'AA-1K',
    ticketType: 'incident',
    subject: 'Tulostin ei tulosta',
    status: 'new',
    priority: 'medium',
    tags: [],
    stamps: {},
    createdAt: '2026-11-21T08:00:00.000Z',
    createdBy: 'maija',
    archived: false,
    ...fields,
  };
}

/** An event document. */
export function note(id: string, about: string, body = 'Soitettu asiakkaalle'): TeamDocument {
  return {
    _id: `event:${id}`,
    type: 'event',
    v: 1,
    kind: 'note',
    about,
    at: '0mi00000a-000-a',
    occurredAt: '2026-11-21T08:00:00.000Z',
    author: 'maija',
    device: 'AA',
    body,
  };
}
