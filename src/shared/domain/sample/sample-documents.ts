import { createContact, createCustomer } from '../customers/customer-commands';
import type { TeamDocument } from '../record/documents';
import { newHeader } from '../record/write';
import { defaultTeamDocuments } from '../team/defaults';
import type { Agent, Device } from '../team/team';
import { saveSetting } from '../team/team-commands';
import { callbacks } from './content/callbacks';
import { earlierCalls } from './content/calls-earlier';
import { recentCalls } from './content/calls-recent';
import { contacts } from './content/contacts';
import { customers } from './content/customers';
import { runs } from './content/runs';
import { weekTickets } from './content/tickets-of-the-week';
import { olderTickets } from './content/tickets-older';
import { slowTickets } from './content/tickets-slow';
import { urgentTickets } from './content/tickets-urgent';
import { scheduleCall, scheduleCallback } from './play-calls';
import { scheduleRun } from './play-runs';
import { scheduleTicket } from './play-tickets';
import type { Stage } from './schedule';
import { createStage } from './schedule';
import type { Who } from './script';
import type { SampleDevice } from './sample-world';
import { createSampleWorld } from './sample-world';

const colleagues = [
  { user: 'aino', name: 'Aino Laaksonen' },
  { user: 'eero', name: 'Eero Mattila' },
  { user: 'sanna', name: 'Sanna Rantala' },
  { user: 'otto', name: 'Otto Hiltunen' },
];
const prefixes = ['L2', 'L3', 'L4', 'L5'] as const;
const FIRST_DAY = '26d 08:00';

/**
 * The work of a month in a team of four at a software house: for trying the product out, and for its screenshots.
 * The same for the same arguments.
 *
 * @param options.now ISO 8601; the settings of the team were made at this moment too (`defaultTeamDocuments`)
 * @param options.lead user name; the lead's own `agent:` document is not among the documents
 * @returns new documents, and the groups with their new members
 */
export function sampleDocuments(options: {
  now: string;
  lead: string;
  language: 'fi' | 'en';
  random?: () => number;
}): TeamDocument[] {
  const { now, lead, language, random } = options;
  const others = colleagues.filter(({ user }) => user !== lead).slice(0, 3);
  const users = [lead, ...others.map(({ user }) => user)];
  const devices = users.map((user, index): SampleDevice => ({ user, prefix: prefixes[index] ?? 'L6' }));
  const [leadDevice, first, second, third] = devices as [
    SampleDevice,
    SampleDevice,
    SampleDevice,
    SampleDevice,
  ];
  const people: Record<Who, SampleDevice> = { lead: leadDevice, first, second, third };

  const world = createSampleWorld(
    defaultTeamDocuments({ name: '', language }, { now, author: lead }),
    random,
  );
  const stage = createStage({ world, now: Date.parse(now), language, people });
  const made = { now: stage.iso(FIRST_DAY), author: lead };
  for (const { user, name } of others) {
    const fields = { user, name, role: 'agent' as const, email: `${user}@luuri.example`, phone: '' };
    world.put(newHeader<Agent>('agent', user, fields, made));
  }
  for (const { prefix, user } of devices) {
    const name = language === 'fi' ? 'Esimerkkitiedot' : 'Sample data';
    world.put(newHeader<Device>('device', prefix, { prefix, name, user, sample: true }, made));
  }
  scheduleSettings(stage, users);
  scheduleCustomers(stage);
  // Of two things at one moment the call comes first: its ticket needs it.
  for (const call of [...earlierCalls, ...recentCalls]) scheduleCall(stage, call);
  for (const ticket of [...urgentTickets, ...slowTickets, ...weekTickets, ...olderTickets]) {
    scheduleTicket(stage, ticket);
  }
  for (const callback of callbacks) scheduleCallback(stage, callback);
  for (const run of runs) scheduleRun(stage, run);
  stage.play();
  return world.documents();
}

function scheduleSettings(stage: Stage, users: string[]): void {
  const [lead = '', first = '', second = '', third = ''] = users;
  const groups: Record<string, string[]> = {
    'group:support': users,
    'group:deliveries': [lead, third],
    'group:technical': [lead, first, second],
  };
  const at = stage.moment(FIRST_DAY);
  stage.at(at, () => {
    for (const [id, members] of Object.entries(groups)) {
      stage.world.act(stage.device('lead'), at, saveSetting, { id, values: { members } });
    }
  });
}

function scheduleCustomers(stage: Stage): void {
  const { world } = stage;
  const start = stage.moment('25d 09:00');
  let minutes = 0;
  for (const customer of customers) {
    const at = start + 60_000 * minutes;
    minutes += 4;
    stage.at(at, () => {
      const { id } = world.act(stage.device('lead'), at, createCustomer, {
        name: customer.name,
        businessId: customer.businessId,
        phones: [...customer.phones],
        domains: [customer.domain],
        environment: stage.text(customer.environment),
        contract: stage.text(customer.contract),
        tags: customer.tags.map(stage.text),
      });
      stage.name(customer.key, id);
    });
  }
  for (const contact of contacts) {
    const at = start + 60_000 * minutes;
    minutes += 3;
    const domain = customers.find(({ key }) => key === contact.customers[0])?.domain ?? 'luuri.example';
    stage.at(at, () => {
      const { id } = world.act(stage.device('lead'), at, createContact, {
        name: contact.name,
        title: stage.text(contact.role),
        customerIds: contact.customers.map(stage.id),
        phones: [...contact.phones],
        emails: [`${mailName(contact.name)}@${domain}`],
        language: contact.language ?? 'fi',
        notes: contact.remarks ? stage.text(contact.remarks) : '',
      });
      stage.name(contact.key, id);
    });
  }
}

/** `Päivi Lehtonen` is `paivi.lehtonen`. */
function mailName(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');
}
