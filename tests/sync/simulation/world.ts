import type { EventDocument, HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { changeHeader, newEvent } from '@shared/domain/record/write';
import { readRegister } from '@shared/domain/record/registers';
import { createHybridClock, type HybridClock } from '@shared/lib/hybrid-clock';
import { Client, ticket } from '../support/client';
import { FakeCouch } from '../support/fake-couch';
import { seededRandom, type Random } from '../support/random';
import { VirtualTime } from '../support/virtual-time';

/** A write that a person was told is saved. */
export interface Acknowledged {
  header: string;
  event: string;
  path: string;
  value: unknown;
  stamp: string;
  by: string;
}

export const FORBIDDEN = 'kielletty';

/** Parts replaced by broken ones, to see that the checks see it. */
export interface Planted {
  merge?: (a: TeamDocument, b: TeamDocument) => TeamDocument;
}

/** The machines, the server, and what people were told. */
export class World {
  readonly time = new VirtualTime();
  readonly couch = new FakeCouch();
  readonly clients: Client[];
  readonly acknowledged: Acknowledged[] = [];
  /** Ids that somebody has deleted on the server at some time. */
  readonly deleted = new Set<string>();
  readonly trace: string[] = [];
  readonly random: Random;
  private readonly clocks = new Map<Client, HybridClock>();
  private ids = 0;

  constructor(seed: number, clients: number, planted: Planted = {}) {
    this.random = seededRandom(seed);
    this.couch.validate = (doc) =>
      doc['subject'] === FORBIDDEN ? { error: 'forbidden', reason: 'that subject is not allowed' } : null;
    this.clients = Array.from({ length: clients }, (_, index) => {
      const options = { pageSize: 3 + this.random.below(20), feedLimit: 2 + this.random.below(20) };
      const client = new Client('abcdefgh'.charAt(index), this.couch, this.time, {
        ...options,
        pushLimit: 1 + this.random.below(12),
      });
      if (planted.merge) client.useMerge(planted.merge);
      client.network.latencyMs = this.random.pick([0, 30, 400, 1500]);
      client.network.random = this.random.next;
      return client;
    });
  }

  private failure: unknown = null;

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
    const stamp = this.clockOf(client).next(...Object.values(before.stamps));
    const { header, changes } = changeHeader<HeaderDocument>(before, { [path]: value }, stamp);
    if (changes.length === 0) return;
    const event = newEvent('changed', id, { changes }, stamp, this.context(client));
    client.store.edit(event._id, () => event);
    client.store.edit(id, () => header);
    this.acknowledged.push({ header: id, event: event._id, path, value, stamp, by: client.name });
    this.log(`${client.name} sets ${id} ${path} = ${JSON.stringify(value)} (${stamp})`);
  }

  note(client: Client, about: string): void {
    const event = newEvent(
      'note',
      about,
      { body: `n ${this.ids}` },
      this.clockOf(client).next(),
      this.context(client),
    );
    client.store.edit(event._id, () => event);
    const { _id: id, at: stamp } = event;
    this.acknowledged.push({ header: about, event: id, path: '', value: null, stamp, by: client.name });
    this.log(`${client.name} notes ${id} about ${about}`);
  }

  create(client: Client, run: boolean): void {
    const id = this.newId(run ? 'run' : 'ticket');
    const fields = { templateId: 'template:1', definition: [], steps: {}, outcome: 'open' };
    client.store.edit(id, () => ticket(id, run ? { ...fields, type: 'run' } : { subject: id }));
    this.log(`${client.name} creates ${id}`);
  }

  /** The value before the last change that this machine made, if that is still there. */
  undo(client: Client): void {
    const mine = this.acknowledged.filter(({ by, path }) => by === client.name && path !== '').at(-1);
    const event = mine && (client.store.records.get(mine.event)?.doc as EventDocument | undefined);
    const change = event?.changes?.[0];
    const header = mine && client.doc(mine.header);
    if (!mine || !change || !header || readRegister(header, mine.path) !== mine.value) return;
    this.command(client, mine.header, mine.path, change.from);
  }

  private clockOf(client: Client): HybridClock {
    const known = this.clocks.get(client);
    if (known) return known;
    const clock = createHybridClock(() => this.time.now + client.skewMs, client.name);
    this.clocks.set(client, clock);
    return clock;
  }

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
