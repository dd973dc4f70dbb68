import type { HeaderDocument } from '../record/documents';
import { newHeader } from '../record/write';
import type {
  Calendar,
  Disposition,
  DispositionItem,
  Group,
  Pipeline,
  PipelineState,
  ServiceLevel,
  StateCategory,
  TeamInfo,
} from './team';
import { defaultTemplates } from '../onboarding/default-templates';

interface DefaultsContext {
  now: string;
  author: string;
}

function state(
  id: string,
  category: StateCategory,
  fi: string,
  en: string,
  moves: string[] = [],
): PipelineState {
  return { id, category, name: { fi, en }, moves };
}

const states = {
  new: state('new', 'new', 'Uusi', 'New'),
  inProgress: state('inProgress', 'open', 'Työn alla', 'In progress'),
  waitingCustomer: state('waitingCustomer', 'waiting', 'Odottaa asiakasta', 'Waiting for customer'),
  waitingThirdParty: state(
    'waitingThirdParty',
    'waiting',
    'Odottaa kolmatta osapuolta',
    'Waiting for third party',
  ),
  workaroundGiven: state('workaroundGiven', 'open', 'Väliaikaisratkaisu annettu', 'Workaround given'),
  resolved: state('resolved', 'resolved', 'Ratkaistu', 'Resolved'),
  closed: state('closed', 'closed', 'Suljettu', 'Closed', ['inProgress']),
  ordered: state('ordered', 'new', 'Tilattu', 'Ordered'),
  scheduled: state('scheduled', 'open', 'Aikataulutettu', 'Scheduled'),
  delivered: state('delivered', 'resolved', 'Toimitettu', 'Delivered'),
  accepted: state('accepted', 'closed', 'Hyväksytty', 'Accepted', ['inProgress']),
  investigating: state('investigating', 'open', 'Tutkitaan', 'Investigating'),
  knownError: state('knownError', 'open', 'Tunnettu virhe', 'Known error'),
  received: state('received', 'new', 'Vastaanotettu', 'Received'),
  compensated: state('compensated', 'resolved', 'Hyvitetty', 'Compensated'),
  rejected: state('rejected', 'resolved', 'Hylätty', 'Rejected'),
};

const support = [
  states.new,
  states.inProgress,
  states.waitingCustomer,
  states.waitingThirdParty,
  states.resolved,
  states.closed,
];

const pipelines: { ticketType: string; fi: string; en: string; states: PipelineState[] }[] = [
  {
    ticketType: 'incident',
    fi: 'Häiriö',
    en: 'Incident',
    states: [...support.slice(0, 4), states.workaroundGiven, ...support.slice(4)],
  },
  { ticketType: 'serviceRequest', fi: 'Palvelupyyntö', en: 'Service request', states: support },
  {
    ticketType: 'question',
    fi: 'Kysymys',
    en: 'Question',
    states: [states.new, states.inProgress, states.waitingCustomer, states.resolved, states.closed],
  },
  {
    ticketType: 'delivery',
    fi: 'Toimitus',
    en: 'Delivery',
    states: [
      states.ordered,
      states.scheduled,
      states.inProgress,
      states.waitingCustomer,
      states.delivered,
      states.accepted,
    ],
  },
  {
    ticketType: 'problem',
    fi: 'Ongelma',
    en: 'Problem',
    states: [
      states.new,
      states.investigating,
      states.knownError,
      states.workaroundGiven,
      states.resolved,
      states.closed,
    ],
  },
  {
    ticketType: 'claim',
    fi: 'Reklamaatio',
    en: 'Claim',
    states: [
      states.received,
      states.inProgress,
      states.waitingCustomer,
      states.compensated,
      states.rejected,
      states.closed,
    ],
  },
];

function item(id: string, fi: string, en: string): DispositionItem {
  return { id, name: { fi, en } };
}

const reasons = [
  item('incident', 'Häiriö', 'Incident'),
  item('advice', 'Neuvonta', 'Advice'),
  item('change', 'Muutos tai tilaus', 'Change or order'),
  item('onboarding', 'Käyttöönotto', 'Onboarding'),
  item('billing', 'Laskutus', 'Billing'),
  item('other', 'Muu', 'Other'),
];

const outcomes = [
  item('solved', 'Ratkesi puhelussa', 'Solved on the call'),
  item('ticket', 'Jatkuu tiketillä', 'Continues as ticket'),
  item('callback', 'Soitetaan takaisin', 'Call back'),
  item('handedOver', 'Siirretty', 'Handed over'),
  item('notReached', 'Ei tavoitettu', 'Not reached'),
  item('wrongNumber', 'Väärä numero', 'Wrong number'),
];

const officeDay = [{ from: '08:00', to: '16:00' }];

/** The settings a new team starts with: readable ids, so that two machines that make them make the same. */
export function defaultTeamDocuments(
  team: { name: string; language: 'fi' | 'en' },
  context: DefaultsContext,
): HeaderDocument[] {
  const groupNames =
    team.language === 'fi'
      ? ['Asiakastuki', 'Toimitukset', 'Tekninen tuki']
      : ['Customer support', 'Deliveries', 'Technical support'];
  return [
    newHeader<TeamInfo>('team', 'info', { name: team.name, language: team.language }, context),
    ...pipelines.map((pipeline) =>
      newHeader<Pipeline>(
        'pipeline',
        pipeline.ticketType,
        {
          ticketType: pipeline.ticketType,
          name: { fi: pipeline.fi, en: pipeline.en },
          states: pipeline.states,
        },
        context,
      ),
    ),
    ...['support', 'deliveries', 'technical'].map((id, index) =>
      newHeader<Group>('group', id, { name: groupNames[index] ?? id, members: [context.author] }, context),
    ),
    newHeader<Calendar>(
      'calendar',
      'office',
      {
        name: team.language === 'fi' ? 'Arkisin 8–16' : 'Weekdays 8–16',
        timeZone: 'Europe/Helsinki',
        week: { 1: officeDay, 2: officeDay, 3: officeDay, 4: officeDay, 5: officeDay },
        holidays: [],
      },
      context,
    ),
    newHeader<ServiceLevel>(
      'serviceLevel',
      'standard',
      {
        name: team.language === 'fi' ? 'Vakiolupaus' : 'Standard promise',
        calendarId: 'calendar:office',
        targets: {
          high: { firstResponse: 120, nextResponse: 240, updateDue: 240, resolution: 480 },
          medium: { firstResponse: 480, nextResponse: 480, updateDue: 960, resolution: 2400 },
          low: { firstResponse: 960, nextResponse: 1440, updateDue: 2400, resolution: 4800 },
        },
      },
      context,
    ),
    newHeader<Disposition>('disposition', 'calls', { reasons, outcomes }, context),
    ...defaultTemplates(context),
  ];
}
