/** The words people use for the values of lists, in Finnish and English, without marks and case. */
type Words = Record<string, readonly string[]>;

const statuses: Words = {
  new: ['new', 'uusi', 'tilattu', 'vastaanotettu'],
  inProgress: [
    'open',
    'avoin',
    'active',
    'aktiivinen',
    'inprogress',
    'tyonalla',
    'kasittelyssa',
    'kesken',
    'started',
    'assigned',
    'reopened',
  ],
  waitingCustomer: [
    'pending',
    'waitingforcustomer',
    'odottaaasiakasta',
    'awaitinguserinfo',
    'waitingonclient',
    'waiting',
    'odottaa',
  ],
  waitingThirdParty: [
    'onhold',
    'hold',
    'odottaakolmattaosapuolta',
    'waitingforthirdparty',
    'vendor',
    'odottaatoimittajaa',
  ],
  workaroundGiven: ['valiaikaisratkaisuannettu', 'workaround', 'workaroundgiven'],
  resolved: ['resolved', 'solved', 'ratkaistu', 'done', 'valmis', 'fixed', 'tehty'],
  closed: ['closed', 'suljettu', 'cancelled', 'canceled', 'peruttu', 'rejected', 'hylatty'],
};

const priorities: Words = {
  high: [
    'high',
    'korkea',
    'urgent',
    'critical',
    'kriittinen',
    'kiireellinen',
    'highest',
    'p1',
    'p2',
    '1',
    '2',
    'major',
  ],
  medium: ['medium', 'normal', 'normaali', 'keskitaso', 'moderate', 'p3', '3', 'tavallinen'],
  low: ['low', 'matala', 'lowest', 'minor', 'p4', 'p5', '4', '5', 'alhainen', 'planning'],
};

const types: Words = {
  incident: ['incident', 'hairio', 'bug', 'vika', 'virhe', 'vikailmoitus'],
  serviceRequest: [
    'servicerequest',
    'palvelupyynto',
    'request',
    'task',
    'pyynto',
    'tehtava',
    'muutos',
    'change',
  ],
  question: ['question', 'kysymys', 'neuvonta'],
  delivery: ['delivery', 'toimitus', 'order', 'tilaus'],
  problem: ['problem', 'ongelma'],
  claim: ['claim', 'reklamaatio', 'complaint', 'valitus'],
};

const channels: Words = {
  phone: ['phone', 'puhelin', 'puhelu', 'call', 'voice'],
  mail: ['email', 'mail', 'sahkoposti'],
  web: ['web', 'verkko', 'lomake', 'portal', 'form', 'verkkolomake', 'selfservice'],
  walkIn: ['walkin', 'palvelupiste', 'kaynti', 'onsite'],
  chat: ['chat', 'messaging'],
  social: ['social', 'some', 'facebook', 'twitter', 'whatsapp'],
};

export const statusFor = (text: string) => lookUp(statuses, text);
export const priorityFor = (text: string) => lookUp(priorities, text.replace(/^(\d)\s*[-–.].*$/, '$1'));
export const typeFor = (text: string) => lookUp(types, text);
export const channelFor = (text: string) => lookUp(channels, text) ?? 'import';

/** The states that a type's pipeline starts and ends with, where they are not those of support tickets. */
const otherStates: Record<string, Record<string, string>> = {
  delivery: {
    new: 'ordered',
    waitingThirdParty: 'waitingCustomer',
    workaroundGiven: 'inProgress',
    resolved: 'delivered',
    closed: 'accepted',
  },
  question: { waitingThirdParty: 'inProgress', workaroundGiven: 'inProgress' },
  problem: {
    inProgress: 'investigating',
    waitingCustomer: 'investigating',
    waitingThirdParty: 'investigating',
  },
  claim: {
    new: 'received',
    waitingThirdParty: 'inProgress',
    workaroundGiven: 'inProgress',
    resolved: 'compensated',
  },
  serviceRequest: { workaroundGiven: 'inProgress' },
};

/** The state in the pipeline of a type. */
export function stateIn(ticketType: string, status: string): string {
  return otherStates[ticketType]?.[status] ?? status;
}

function lookUp(words: Words, text: string): string | null {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');
  return Object.entries(words).find(([, names]) => names.includes(plain))?.[0] ?? null;
}
