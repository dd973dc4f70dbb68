import { ulid } from 'ulid';
import { z } from 'zod';
import { newHeader } from '@shared/domain/record/write';
import { setOutOfUse } from '@shared/domain/team/device-commands';
import type { Device, Role } from '@shared/domain/team/team';
import { randomDevicePrefix } from '@shared/domain/tickets/ticket-number';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { ask } from './http';
import type { Outcome } from './http';

const STORAGE_KEY = 'luuri.devices';
/** 24 × 31 prefixes; a team that has given out half of them still finds one in a few tries. */
const MOST_TRIES = 40;

const deviceShape = z.object({ user: z.string() });
const cardShape = z.looseObject({
  _id: z.string(),
  user: z.string(),
  stamps: z.record(z.string(), z.string()),
});
const remembered = z.record(z.string(), z.string());

interface Owner {
  database: string;
  user: string;
  role: Role;
}

/**
 * This browser profile's prefix for ticket numbers, unique in the team: the one this person had here before, or
 * a new one that is registered on the server. Viewers write nothing, so theirs stays unregistered.
 */
export async function deviceOf(
  owner: Owner,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): Promise<Outcome<string>> {
  const known = readKnown(storage);
  const key = `${owner.database}/${owner.user}`;
  const before = Object.hasOwn(known, key) ? known[key] : undefined;
  if (owner.role === 'viewer') return { ok: true, value: before ?? randomDevicePrefix(Math.random) };
  if (before !== undefined) {
    const kept = await isOwn(owner, before);
    if (!kept.ok) return kept;
    if (kept.value) return { ok: true, value: before };
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const prefix = randomDevicePrefix(Math.random);
    const written = await ask(
      z.unknown(),
      'PUT',
      pathOf(owner, `device:${prefix}`),
      newDevice(owner, prefix),
    );
    if (written.ok) {
      storage.setItem(STORAGE_KEY, JSON.stringify({ ...readKnown(storage), [key]: prefix }));
      return { ok: true, value: prefix };
    }
    // A server may refuse to touch somebody else's device before it looks whether this is a new one.
    const isTaken =
      written.problem === 'conflict' ||
      (written.problem === 'noRights' &&
        (await ask(deviceShape, 'GET', pathOf(owner, `device:${prefix}`))).ok);
    if (!isTaken) return written;
  }
  return { ok: false, problem: 'conflict' };
}

/** The cards of this browser profile in a team: one for each person who has signed in here. */
export function cardsHere(database: string, storage: Pick<Storage, 'getItem'> = localStorage): string[] {
  const own = Object.entries(readKnown(storage)).filter(([key]) => key.startsWith(`${database}/`));
  return own.map(([, prefix]) => `device:${prefix}`);
}

/**
 * Says on the server that this machine has been emptied: on its cards, and with the event that a lead's word would have. There is
 * no store any more that could send it later; where the server cannot be reached, a lead has to say it.
 */
export async function tellWiped(
  owner: Pick<Owner, 'database' | 'user'>,
  cards: readonly string[],
): Promise<void> {
  for (const id of cards) {
    const found = await ask(cardShape, 'GET', pathOf(owner, id));
    if (found.ok) await putOutOfUse(owner, found.value as unknown as Device);
    else if (found.problem !== 'notFound') return;
  }
}

async function putOutOfUse(
  { database, user }: Pick<Owner, 'database' | 'user'>,
  card: Device,
): Promise<void> {
  const clock = createHybridClock(Date.now, `${card.prefix}wipe`);
  const { events, headers } = setOutOfUse.plan(
    { id: card._id, how: 'wiped' },
    {
      ...{ now: new Date().toISOString(), author: user, device: card.prefix, newId: () => ulid() },
      stamp: (...known) => clock.next(...known.flatMap(({ stamps }) => Object.values(stamps))),
      read: () => card as never,
      nextTicketNumber: () => '',
    },
  );
  await ask(z.unknown(), 'POST', `/db/${database}/_bulk_docs`, { docs: [...events, ...headers] });
}

/** Whether the server agrees that a remembered prefix is this person's; not so after a swap of the server. */
async function isOwn(owner: Owner, prefix: string): Promise<Outcome<boolean>> {
  const found = await ask(deviceShape, 'GET', pathOf(owner, `device:${prefix}`));
  if (found.ok) return { ok: true, value: found.value.user === owner.user };
  return found.problem === 'notFound' ? { ok: true, value: false } : found;
}

function pathOf({ database }: Pick<Owner, 'database'>, card: string): string {
  return `/db/${database}/${encodeURIComponent(card)}`;
}

function newDevice({ user }: Owner, prefix: string): Device {
  const fields = { prefix, name: machineName(navigator.userAgent), user };
  return newHeader<Device>('device', prefix, fields, { now: new Date().toISOString(), author: user });
}

function readKnown(storage: Pick<Storage, 'getItem'>): Record<string, string> {
  try {
    return remembered.parse(JSON.parse(storage.getItem(STORAGE_KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** `Windows, Firefox`: enough for people to tell their machines apart. */
export function machineName(userAgent: string): string {
  const system = pick(userAgent, [
    ['Windows', /Windows/],
    ['macOS', /Mac OS X|Macintosh/],
    ['Android', /Android/],
    ['Linux', /Linux|X11/],
  ]);
  const program = pick(userAgent, [
    ['Luuri', /Electron/],
    ['Edge', /Edg\//],
    ['Firefox', /Firefox\//],
    ['Chrome', /Chrom/],
    ['Safari', /Safari\//],
  ]);
  return [system, program].filter(Boolean).join(', ');
}

function pick(text: string, names: [name: string, pattern: RegExp][]): string {
  return names.find(([, pattern]) => pattern.test(text))?.[0] ?? '';
}
