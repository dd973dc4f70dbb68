import type { Call } from '@shared/domain/calls/call';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import type { Run, Template } from '@shared/domain/onboarding/checklist';
import { defaultTemplates } from '@shared/domain/onboarding/default-templates';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { WriteContext } from '@shared/domain/record/write';
import { newEvent, newHeader } from '@shared/domain/record/write';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { formatTicketNumber, maxTicketCounter } from '@shared/domain/tickets/ticket-number';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import type { Random } from './random';
import { createRandom } from './random';

export interface GeneratedSizes {
  tickets: number;
  eventsPerTicket: number;
  calls: number;
  customers: number;
  runs: number;
}

const BATCH = 1_000;
const DAY = 86_400_000;
const SPAN = 5 * 365 * DAY;
const AGENTS = ['maija', 'liisa', 'eero', 'aino', 'otto', 'sanna', 'pekka', 'ville'];
const PREFIXES = ['A2', 'B3', 'C4', 'D5', 'E6', 'F7', 'G8', 'H9'];
const THINGS = [
  'Tulostin',
  'Kirjautuminen',
  'Kassa',
  'Raportti',
  'Lasku',
  'Varaus',
  'Kulkukortti',
  'Näyttö',
  'Varmuuskopio',
  'Sähköposti',
];
const TROUBLES = [
  'ei toimi',
  'on hidas',
  'antaa virheen',
  'katosi',
  'näyttää vanhaa tietoa',
  'ei tulosta',
  'jumittuu aamuisin',
  'pyytää salasanaa',
];
const PLACES = [
  'Helsingissä',
  'varastolla',
  'myymälässä',
  'etätöissä',
  'Oulun toimistolla',
  'työmaalla',
  'kokouksessa',
  '',
];
const NAMES = [
  'Virtanen',
  'Korhonen',
  'Mäkinen',
  'Nieminen',
  'Mäkelä',
  'Hämäläinen',
  'Laine',
  'Heikkinen',
  'Koskinen',
  'Järvinen',
];
const FIRST_NAMES = ['Anna', 'Mikko', 'Sari', 'Juha', 'Päivi', 'Timo', 'Leena', 'Antti', 'Kaisa', 'Ville'];
const FIELDS = [
  'Rakennus',
  'Kuljetus',
  'Leipomo',
  'Hotelli',
  'Konepaja',
  'Tilitoimisto',
  'Puutarha',
  'Apteekki',
];

/** What generated documents need of their surroundings: everything follows from the seed. */
interface World {
  random: Random;
  now: number;
  clock: { time: number; next(): string };
  newId(time: number): string;
  context(time: number, author: string): WriteContext;
}

/**
 * A team of any size up to 100 000 tickets, in batches that fit a request; the same for the same seed.
 * Ages, priorities, states and lengths are spread as a busy desk's are; five years, newest last.
 */
export function* generateTeam({
  seed,
  now,
  ...sizes
}: GeneratedSizes & { seed: number; now: string }): Generator<TeamDocument[]> {
  const world = createWorld(seed, Date.parse(now));
  const customers = Array.from({ length: sizes.customers }, (_, index) => customer(world, index));
  const contacts = customers.flatMap((each, index) => [
    contact(world, each, index * 2),
    contact(world, each, index * 2 + 1),
  ]);
  const parties = { customers, contacts };
  yield* batches(customers);
  yield* batches(contacts);
  yield* batches(many(sizes.tickets, (index) => ticketWithHistory(world, parties, index, sizes)));
  yield* batches(many(sizes.calls, (index) => callWithEvents(world, parties, index, sizes)));
  yield* batches(many(sizes.runs, (index) => [run(world, parties, index)]));
}

function createWorld(seed: number, now: number): World {
  const random = createRandom(seed);
  const clock = { time: 0, next: () => '' };
  const hybrid = createHybridClock(() => clock.time, 'gen');
  clock.next = () => hybrid.next();
  let counter = 0;
  const newId = (time: number) => ulidLike(time, (counter += 1));
  return {
    random,
    now,
    clock,
    newId,
    context(time, author) {
      clock.time = time;
      return {
        now: new Date(time).toISOString(),
        author,
        device: PREFIXES[AGENTS.indexOf(author)] ?? 'A2',
        stamp: clock.next,
        newId: () => newId(time),
      };
    },
  };
}

/** An id that sorts by time as a ULID does: 10 places of time, 16 of a counter. */
function ulidLike(time: number, counter: number): string {
  const base32 = (value: number, places: number) => value.toString(32).toUpperCase().padStart(places, '0');
  return base32(time, 10) + base32(counter, 16);
}

function customer(world: World, index: number): Customer {
  const { random } = world;
  const name = `${random.pick(FIELDS)} ${random.pick(NAMES)} Oy ${index}`;
  const environment = `${random.pick(THINGS)} ${random.pick(PLACES)}. Windows 11, ${2 + random.below(80)} työasemaa. ${random.pick(TROUBLES)}.`;
  const fields = {
    name,
    businessId: '',
    phones: [phone(random)],
    domains: [],
    environment,
    contract: '',
    tags: [],
    sourceId: '',
  };
  return newHeader<Customer>(
    'customer',
    world.newId(world.now - SPAN + index),
    fields,
    world.context(world.now - SPAN, 'maija'),
  );
}

function contact(world: World, { _id: customerId }: Customer, index: number): Contact {
  const { random } = world;
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(NAMES)}`;
  const fields = {
    name,
    title: '',
    customerIds: [customerId],
    phones: [phone(random)],
    emails: [`henkilo${index}@yritys.example`],
    language: 'fi',
    notes: '',
    sourceId: '',
  };
  return newHeader<Contact>(
    'contact',
    world.newId(world.now - SPAN + index),
    fields,
    world.context(world.now - SPAN, 'maija'),
  );
}

function phone(random: Random): string {
  const digits = String(random.below(10_000_000)).padStart(7, '0');
  return random.pick([`040 ${digits}`, `+35850${digits}`, `09/${digits}`, `0035844${digits}`]);
}

interface Parties {
  customers: Customer[];
  contacts: Contact[];
}

function ticketWithHistory(
  world: World,
  parties: Parties,
  index: number,
  sizes: GeneratedSizes,
): TeamDocument[] {
  const { random } = world;
  const createdAt = timeOf(world, index, sizes.tickets);
  const author = random.pick(AGENTS);
  const context = world.context(createdAt, author);
  const person = random.pick(parties.contacts);
  const isRecent = world.now - createdAt < 30 * DAY;
  const status = isRecent
    ? random.pick(['new', 'inProgress', 'waitingCustomer', 'resolved'])
    : random.chance(0.02)
      ? 'inProgress'
      : 'closed';
  const lastActivityAt = Math.min(world.now, createdAt + random.below(10 * DAY));
  const ticket = newHeader<Ticket>(
    'ticket',
    context.newId(),
    {
      number: numberOf(index),
      ticketType: random.pick([
        'incident',
        'incident',
        'serviceRequest',
        'question',
        'delivery',
        'problem',
        'claim',
      ]),
      subject: `${random.pick(THINGS)} ${random.pick(TROUBLES)} ${random.pick(PLACES)}`.trim(),
      description: sentences(random, 1 + random.below(4)),
      status,
      priority: random.pick(['high', 'medium', 'medium', 'low']),
      assignee: random.chance(0.85) ? random.pick(AGENTS) : '',
      group: random.pick(['group:support', 'group:deliveries', 'group:technical']),
      customerId: person.customerIds[0] ?? '',
      contactId: person._id,
      channel: random.pick(['phone', 'mail', 'web', 'inHouse']),
      tags: random.chance(0.3) ? [random.pick(['lasku', 'kassa', 'kiire', 'vuosihuolto'])] : [],
      firstRespondedAt: random.chance(0.9) ? new Date(createdAt + random.below(DAY)).toISOString() : null,
      lastContactAt: new Date(createdAt).toISOString(),
      lastActivityAt: new Date(lastActivityAt).toISOString(),
      resolvedAt: status === 'closed' || status === 'resolved' ? new Date(lastActivityAt).toISOString() : '',
      sourceId: '',
    },
    context,
  );
  const events = Array.from({ length: sizes.eventsPerTicket }, (_, step) => {
    const when = world.context(createdAt + step * 3_600_000, step === 0 ? author : random.pick(AGENTS));
    const kind = step === 0 ? 'created' : random.pick(['note', 'reply', 'customerMessage'] as const);
    return newEvent(
      kind,
      ticket,
      step === 0 ? {} : { body: sentences(random, 1 + random.below(5)) },
      when.stamp(),
      when,
    );
  });
  return [ticket, ...events];
}

function callWithEvents(
  world: World,
  parties: Parties,
  index: number,
  sizes: GeneratedSizes,
): TeamDocument[] {
  const { random } = world;
  const startedAt = timeOf(world, index, sizes.calls);
  const agent = random.pick(AGENTS);
  const context = world.context(startedAt, agent);
  const person = random.pick(parties.contacts);
  const direction = random.pick(['in', 'out'] as const);
  const from = { direction, agent, phone: person.phones[0] ?? '', callerName: '', device: context.device };
  const about = { contactId: person._id, customerId: person.customerIds[0] ?? '', callbackId: '', runId: '' };
  const call = newHeader<Call>(
    'call',
    context.newId(),
    {
      ...from,
      ...about,
      status: 'done',
      startedAt: context.now,
      endedAt: new Date(startedAt + (30 + random.below(1_200)) * 1_000).toISOString(),
      holds: {},
      notes: sentences(random, 1 + random.below(6)),
      reason: random.pick(['incident', 'advice', 'change', 'billing', 'other']),
      outcome: random.pick(['solved', 'ticket', 'callback', 'notReached']),
      reached: random.chance(0.9),
      ticketIds: [],
      sourceId: '',
    },
    context,
  );
  return [call, newEvent('callLogged', call, {}, context.stamp(), context)];
}

function run(world: World, parties: Parties, index: number): Run {
  const { random } = world;
  const context = world.context(world.now - random.below(60 * DAY), random.pick(AGENTS));
  const template = random.pick(
    defaultTemplates({ now: context.now, author: 'maija' }) as [Template, ...Template[]],
  );
  const person = random.pick(parties.contacts);
  const done = random.below(template.steps.length + 1);
  const fields = {
    ...{ templateId: template._id, title: template.name, definition: template.steps },
    ...{ customerId: person.customerIds[0] ?? '', contactId: person._id, owner: context.author },
    ...{
      dueAt: new Date(world.now + (index % 20) * DAY).toISOString(),
      nextCallAt: '',
      credentialsSentAt: '',
    },
    steps: Object.fromEntries(
      template.steps
        .slice(0, done)
        .map(({ id }) => [id, { state: 'done' as const, by: context.author, at: context.now }]),
    ),
    ...{ notes: '', outcome: '' as const, finishedAt: '', customerConfirmation: '' },
  };
  return newHeader<Run>('run', context.newId(), fields, context);
}

/** Five years, denser towards now: a desk that grows. */
function timeOf({ now, random }: World, index: number, count: number): number {
  const share = 1 - Math.sqrt((index + random.share()) / count);
  return Math.floor(now - share * SPAN);
}

function numberOf(index: number): string {
  const device = Math.floor(index / maxTicketCounter) % PREFIXES.length;
  return formatTicketNumber(PREFIXES[device] ?? 'A2', (index % maxTicketCounter) + 1);
}

function sentences(random: Random, count: number): string {
  return Array.from(
    { length: count },
    () => `${random.pick(THINGS)} ${random.pick(TROUBLES)} ${random.pick(PLACES)}.`,
  ).join(' ');
}

function* many(count: number, make: (index: number) => TeamDocument[]): Generator<TeamDocument> {
  for (let index = 0; index < count; index += 1) yield* make(index);
}

function* batches(documents: Iterable<TeamDocument>): Generator<TeamDocument[]> {
  let batch: TeamDocument[] = [];
  for (const document of documents) {
    batch.push(document);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
