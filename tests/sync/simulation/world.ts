import type { EventDocument, HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { readRegister } from '@shared/domain/record/registers';
import { changeHeader, newEvent } from '@shared/domain/record/write';
import { createHybridClock, type HybridClock } from '@shared/lib/hybrid-clock';
import { Client, ticket, type Parts } from '../support/client';
import { FakeCouch } from '../support/fake-couch';
import { createMemoryStore, type MemoryStore } from '../support/memory-store';
import { seededRandom, type Random } from '../support/random';
import { VirtualTime } from '../support/virtual-time';

/** A write that a person was told is saved, on a machine of the team or (no event) on another server. */
export interface Acknowledged {
  header: string;
  event: string | null;
  path: string;
  value: unknown;
  stamp: string;
  by: string;
  /** What its writer knew of the record: path to stamp, and whether it was in the archive. */
  seen: Record<string, string>;
  seenArchived: boolean;
}

export const FORBIDDEN = 'kielletty';

/** What a simulated world is made of. */
export interface WorldOptions {
  /** Parts of the engine replaced by broken ones, to see that the checks see it. */
  planted?: Parts;
  /** The disk of each machine; in memory when left out. */
  disk?: (name: string, time: VirtualTime) => Promise<MemoryStore | null>;
}

/** The machines, the server, and what people were told. */
export class World {
  readonly time = new VirtualTime();
  readonly couch = new FakeCouch();
  readonly clients: Client[] = [];
  acknowledged: Acknowledged[] = [];
  /** Ids that somebody has deleted on the server at some time. */
  readonly deleted = new Set<string>();
  /** The copy that a restored server comes back as. */
  backup: FakeCouch | null = null;
  restored = false;
  readonly trace: string[] = [];
  readonly random: Random;
  private readonly clocks = new Map<string, HybridClock>();
  private ids = 0;
  private failure: unknown = null;

  private constructor(seed: number) {
    this.random = seededRandom(seed);
    this.couch.validate = (doc) =>
      doc['subject'] === FORBIDDEN ? { error: 'forbidden', reason: 'that subject is not allowed' } : null;
  }

  static async open(seed: number, clients: number, options: WorldOptions = {}): Promise<World> {
    const world = new World(seed);
    for (const name of 'abcdefgh'.slice(0, clients)) {
      const store = (await options.disk?.(name, world.time)) ?? createMemoryStore();
      const size = { pageSize: 3 + world.random.below(20), feedLimit: 2 + world.random.below(20) };
      const limits = { ...size, pushLimit: 1 + world.random.below(12) };
      const client = new Client(name, world.couch, world.time, limits, store);
      if (options.planted) client.plant(options.planted);
      client.network.latencyMs = world.random.pick([0, 30, 400, 1500]);
      client.network.random = world.random.next;
      client.network.reorders = true;
      world.slowDisk(client, world.random.pick([0, 0, 20, 200]));
      world.clients.push(client);
    }
    return world;
  }

  /** Each step on this machine's disk takes up to this long from now on, ms. */
  slowDisk(client: Client, ms: number): void {
    client.store.before = () => (ms > 0 ? this.time.sleep(ms * this.random.next()) : Promise.resolve());
  }

  /** For checks inside callbacks, whose failure must not be swallowed by what called them. */
  attempt(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.failure ??= error;
    }
  }

  rethrow(): void {
    if (this.failure) throw this.failure;
  }

  log(text: string): void {
    this.trace.push(`${String(Math.round(this.time.now - START)).padStart(9)} ms  ${text}`);
  }

  newId(type: string): string {
    this.ids += 1;
    return `${type}:${String(this.ids).padStart(5, '0')}`;
  }

  /** A command: event first, then header, both on the disk of the machine when it returns. */
  command(client: Client, id: string, path: string, value: unknown): void {
    const before = client.doc(id);
    if (!before) return;
    const stamp = this.clockOf(client.name, client.skewMs).next(...Object.values(before.stamps));
    const { header, changes } = changeHeader<HeaderDocument>(before, { [path]: value }, stamp);
    if (changes.length === 0) return;
    const event = newEvent('changed', id, { changes }, stamp, this.context(client));
    client.write(event._id, event);
    client.write(id, header);
    this.acknowledge(before, { event: event._id, path, value, stamp, by: client.name });
    this.log(`${client.name} sets ${id} ${path} = ${JSON.stringify(value)} (${stamp})`);
  }

  note(client: Client, about: string): void {
    const stamp = this.clockOf(client.name, client.skewMs).next();
    const event = newEvent('note', about, { body: `n ${this.ids}` }, stamp, this.context(client));
    client.write(event._id, event);
    const { _id: id } = event;
    const seen = { seen: {}, seenArchived: false };
    this.acknowledged.push({
      header: about,
      event: id,
      path: '',
      value: null,
      stamp,
      by: client.name,
      ...seen,
    });
    this.log(`${client.name} notes ${id} about ${about}`);
  }

  create(client: Client, run: boolean): void {
    const id = this.newId(run ? 'run' : 'ticket');
    const fields = { templateId: 'template:1', definition: [], steps: {}, outcome: 'open' };
    client.write(id, ticket(id, run ? { ...fields, type: 'run' } : { subject: id }));
    this.log(`${client.name} creates ${id}`);
  }

  /** The value before the last change that this machine made, if that is still there. */
  undo(client: Client): void {
    const mine = this.acknowledged.filter(({ by, path }) => by === client.name && path !== '').at(-1);
    const event = mine?.event && (client.store.records.get(mine.event)?.doc as EventDocument | undefined);
    const change = event ? event.changes?.[0] : undefined;
    const header = mine && client.doc(mine.header);
    if (!mine || !change || !header || readRegister(header, mine.path) !== mine.value) return;
    this.command(client, mine.header, mine.path, change.from);
  }

  /** Another server of the team took a write on top of what this one holds now, and replication brings it. */
  leaf(id: string, path: string, value: unknown, generations: number, skewMs: number): void {
    const before = this.couch.get(id) as HeaderDocument | undefined;
    if (!before?.stamps || this.deleted.has(id)) return;
    const stamp = this.clockOf('z', skewMs).next(...Object.values(before.stamps));
    const { header, changes } = changeHeader(before, { [path]: value }, stamp);
    if (changes.length === 0) return;
    const generation = Number(this.couch.docs.get(id)?.rev.split('-')[0]) + generations;
    this.couch.plantLeaf(`${Math.max(1, generation)}-z${this.acknowledged.length}`, header as TeamDocument);
    this.acknowledge(before, { event: null, path, value, stamp, by: 'z' });
    this.log(`another server sets ${id} ${path} = ${JSON.stringify(value)} (${stamp})`);
  }

  /** What another server brought and no machine has read yet goes with a server that is restored from a copy. */
  forgetUnread(copy: FakeCouch): void {
    const machines = this.clients.flatMap(({ store }) => [...store.records.values()].map(({ doc }) => doc));
    const copied = [...copy.docs.values()].flatMap(({ doc, leaves }) => [
      doc,
      ...leaves.map((leaf) => leaf.doc),
    ]);
    const known = [...machines, ...copied].map((doc) => JSON.stringify(doc)).join();
    this.acknowledged = this.acknowledged.filter(
      ({ event, stamp }) => event !== null || known.includes(stamp),
    );
  }

  private acknowledge(
    before: HeaderDocument,
    write: Pick<Acknowledged, 'event' | 'path' | 'value' | 'stamp' | 'by'>,
  ): void {
    const seen = structuredClone(before.stamps);
    this.acknowledged.push({ ...write, header: before._id, seen, seenArchived: before.archived });
  }

  private clockOf(name: string, skewMs: number): HybridClock {
    this.skews.set(name, skewMs);
    const known = this.clocks.get(name);
    if (known) return known;
    const clock = createHybridClock(() => this.time.now + (this.skews.get(name) ?? 0), name);
    this.clocks.set(name, clock);
    return clock;
  }

  private readonly skews = new Map<string, number>();

  private context(client: Client) {
    return {
      now: new Date(this.time.now + client.skewMs).toISOString(),
      author: client.name,
      device: client.name,
      newId: () => this.newId('x').slice(2),
    };
  }
}

const START = new VirtualTime().now;
