/** A text in Finnish and in English. */
export type Text = readonly [fi: string, en: string];

/** The people of the sample team; the lead is whoever set it up. */
export type Who = 'lead' | 'first' | 'second' | 'third';

/**
 * A moment seen from the day the team is set up: `90m` is 90 minutes ago, `3d 09:12` the third working day
 * before today at 9.12 in Finland, `+2h` in two hours, `+1d 10:00` the next working day.
 */
export type When = string;

export type TicketStep =
  | { do: 'note' | 'reply' | 'customerMessage'; at: When; by: Who; text: Text }
  | { do: 'move'; at: When; by: Who; status: string }
  | { do: 'edit'; at: When; by: Who; values: Record<string, string> }
  | { do: 'assign'; at: When; by: Who; to: Who | '' }
  | { do: 'tag'; at: When; by: Who; tag: Text };

export interface TicketScript {
  key: string;
  kind: string;
  opened: When;
  by: Who;
  about: Text;
  more: Text;
  priority: 'high' | 'medium' | 'low';
  channel: string;
  contact: string;
  group: 'support' | 'deliveries' | 'technical';
  assignee?: Who;
  tags?: readonly Text[];
  /** Call it came up on. */
  call?: string;
  steps: readonly TicketStep[];
}

export interface CallScript {
  key: string;
  at: When;
  by: Who;
  way: 'in' | 'out';
  /** Key of a contact; or who it was when nobody known. */
  contact: string;
  stranger?: { name: string; phone: string };
  minutes: number;
  /** Minutes from the start to a hold, and how long it took. */
  hold?: readonly [from: number, minutes: number];
  notes: Text;
  reason: string;
  outcome: string;
  reached: boolean;
  /** Tickets that were there before the call. */
  tickets?: readonly string[];
  /** Callback promised on the call. */
  promises?: { key: string; due: When; owner: Who | ''; topic: Text };
  /** Callback that the call answers. */
  answers?: string;
  run?: string;
}

export interface CallbackScript {
  key: string;
  made: When;
  by: Who;
  due: When;
  owner: Who | '';
  contact: string;
  topic: Text;
  tickets?: readonly string[];
  cancelled?: When;
}

export type StepState = 'done' | 'notApplicable' | 'blocked' | 'failed';

export interface RunScript {
  key: string;
  template: 'software-installation' | 'account-set-up' | 'release-training';
  started: When;
  by: Who;
  owner: Who;
  customer: string;
  contact: string;
  due: When;
  credentialsSent?: When;
  nextCall?: When;
  remarks?: Text;
  steps: readonly {
    at: When;
    by: Who;
    id: string;
    state: StepState;
    note?: Text;
    value?: Text;
    reason?: Text;
    waitingOn?: Text;
    ticket?: string;
  }[];
  finished?: { at: When; by: Who; outcome: string; words: Text };
}

export interface CustomerScript {
  key: string;
  name: string;
  businessId: string;
  phones: readonly string[];
  domain: string;
  environment: Text;
  contract: Text;
  tags: readonly Text[];
}

export interface ContactScript {
  key: string;
  name: string;
  role: Text;
  customers: readonly string[];
  phones: readonly string[];
  language?: string;
  remarks?: Text;
}

type Entry = (at: When, by: Who, fi: string, en: string) => TicketStep;

export const note: Entry = (at, by, fi, en) => ({ do: 'note', at, by, text: [fi, en] });
export const reply: Entry = (at, by, fi, en) => ({ do: 'reply', at, by, text: [fi, en] });
export const message: Entry = (at, by, fi, en) => ({ do: 'customerMessage', at, by, text: [fi, en] });
export const move = (at: When, by: Who, status: string): TicketStep => ({ do: 'move', at, by, status });
export const assign = (at: When, by: Who, to: Who | ''): TicketStep => ({ do: 'assign', at, by, to });
export const edit = (at: When, by: Who, values: Record<string, string>): TicketStep => ({
  do: 'edit',
  at,
  by,
  values,
});
export const tag = (at: When, by: Who, fi: string, en: string): TicketStep => ({
  do: 'tag',
  at,
  by,
  tag: [fi, en],
});
