import type { Client } from '../support/client';
import { seededRandom } from '../support/random';
import { checkAlways, checkConverged, checkStatus, Violation } from './checks';
import { randomSchedule, type Operation } from './operations';
import { heal, perform, serverDocs } from './perform';
import { FORBIDDEN, World, type WorldOptions } from './world';

/** How long after healing all must be equal, ms. */
const HEALING_MS = 10_000;

export interface Outcome {
  failure: string | null;
  trace: string[];
  /** Virtual time from healing to all equal, ms. */
  healedIn: number;
  /** Acknowledged writes. */
  edits: number;
  /** Of them, those that somebody overwrote without knowing; all of them are shown. */
  overwritten: number;
}

export function scheduleOf(seed: number, clients: number): Operation[] {
  return randomSchedule(seededRandom(seed * 7919 + 1), clients);
}

/** Runs one schedule. The same seed and schedule give the same run, step by step. */
export async function simulate(
  seed: number,
  clients: number,
  schedule: readonly Operation[],
  options: WorldOptions = {},
): Promise<Outcome> {
  const world = await World.open(seed, clients, options);
  let failure: string | null = null;
  let healedIn = 0;
  let overwritten = 0;
  try {
    for (const client of world.clients) watch(client, world);
    for (const client of world.clients) client.start();
    for (const operation of schedule) {
      await world.time.advance(operation.after);
      await perform(world, operation);
      await world.time.advance(0);
      checkAlways(world);
      world.rethrow();
    }
    heal(world);
    allowForbidden(world);
    const quiet = () => world.clients.every((client) => client.isQuiet());
    healedIn = await world.time.until(quiet, HEALING_MS, `quiet: ${describe(world)}`);
    // What one sent last the others still have to read.
    await world.time.advance(2_000);
    allowForbidden(world);
    healedIn = Math.max(healedIn, await world.time.until(quiet, HEALING_MS, 'quiet in the end'));
    checkAlways(world);
    overwritten = checkConverged(world.clients, serverDocs(world), world.acknowledged);
    world.rethrow();
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    if (!(error instanceof Violation)) failure += `\n${describe(world)}`;
  }
  for (const client of world.clients) client.abandon();
  for (const client of world.clients) await client.store.close?.();
  return { failure, trace: world.trace, healedIn, edits: world.acknowledged.length, overwritten };
}

/** A person reads "needs attention" and changes what the server does not take. */
function allowForbidden(world: World): void {
  for (const client of world.clients) {
    for (const [id, record] of client.store.records) {
      if (record.doc['subject'] === FORBIDDEN)
        world.command(client, id, 'subject', `sallittu ${client.name}`);
    }
  }
}

function watch(client: Client, world: World): void {
  let before: string | null = null;
  client.onStatus = () => {
    // What a real disk holds at this very moment cannot be asked.
    if (client.store.close) return;
    world.attempt(() => checkStatus(client, before));
    before = client.status.lastVerifiedAt;
  };
}

function describe(world: World): string {
  return world.clients
    .map((client) => {
      const dirty = [...client.store.records.values()].filter((record) => record.dirty === 1);
      return `${client.name}: ${JSON.stringify(client.status)}, dirty ${dirty.map(({ id }) => id).join(' ')}`;
    })
    .join('\n');
}
