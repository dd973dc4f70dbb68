/** What Zendesk's words are here. Types without a word of their own are service requests. */
const types: Record<string, string> = {
  '': 'serviceRequest',
  incident: 'incident',
  problem: 'problem',
  question: 'question',
  task: 'serviceRequest',
};

const priorities: Record<string, string> = {
  '': 'medium',
  urgent: 'high',
  high: 'high',
  normal: 'medium',
  medium: 'medium',
  low: 'low',
};

const states: Record<string, string> = {
  new: 'new',
  open: 'inProgress',
  pending: 'waitingCustomer',
  hold: 'waitingThirdParty',
  'on-hold': 'waitingThirdParty',
  solved: 'resolved',
  closed: 'closed',
  deleted: 'closed',
};

/** Where a type's pipeline has no state of that name. */
const otherStates: Record<string, Record<string, string>> = {
  question: { waitingThirdParty: 'inProgress' },
  problem: {
    inProgress: 'investigating',
    waitingCustomer: 'investigating',
    waitingThirdParty: 'investigating',
  },
};

const channels: Record<string, string> = {
  email: 'mail',
  web: 'web',
  web_form: 'web',
  help_center: 'web',
  mobile_sdk: 'web',
  voice: 'phone',
  phone: 'phone',
  chat: 'chat',
  native_messaging: 'chat',
  messaging: 'chat',
  facebook: 'social',
  twitter: 'social',
};

function lookUp(table: Record<string, string>, text: string): string | null {
  const key = text.trim().toLowerCase();
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

export const typeFor = (text: string) => lookUp(types, text);
export const priorityFor = (text: string) => lookUp(priorities, text);
export const channelFor = (text: string) => lookUp(channels, text) ?? 'import';

/** The state in the pipeline of a ticket type, or null for a state nobody knows. */
export function stateFor(text: string, ticketType: string): string | null {
  const state = lookUp(states, text);
  return state === null ? null : (otherStates[ticketType]?.[state] ?? state);
}

export function isSettled(state: unknown): boolean {
  return state === 'resolved' || state === 'closed';
}

export function isTrue(text: string): boolean {
  return /^(true|t|1|yes)$/i.test(text.trim());
}

/** A list as exports write it, `[1967, 1968]` or `1967,1968`. */
export function idList(text: string): string[] {
  return text.split(/[^0-9A-Za-z_-]+/).filter((id) => id !== '' && id.toLowerCase() !== 'null');
}
