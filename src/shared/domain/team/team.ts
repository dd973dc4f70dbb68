import { z } from 'zod';
import type { HeaderDocument } from '../record/documents';

/** A text in both languages of the interface. */
export const localizedText = z.object({ fi: z.string(), en: z.string() });
export type LocalizedText = z.infer<typeof localizedText>;

export type Role = 'lead' | 'agent' | 'viewer';

/** A person of the team. `_id` is `agent:<user name>`. */
export interface Agent extends HeaderDocument {
  type: 'agent';
  user: string;
  name: string;
  role: Role;
  email: string;
  phone: string;
}

/** A call group or work group. */
export interface Group extends HeaderDocument {
  type: 'group';
  name: string;
  /** User names. */
  members: string[];
}

export type StateCategory = 'new' | 'open' | 'waiting' | 'resolved' | 'closed';

export interface PipelineState {
  id: string;
  name: LocalizedText;
  category: StateCategory;
  /** Ids of the states one can move to from here. Empty: to every state. */
  moves: string[];
}

/** The workflow of one ticket type. `_id` is `pipeline:<ticket type>`. The first state is where a ticket starts. */
export interface Pipeline extends HeaderDocument {
  type: 'pipeline';
  ticketType: string;
  name: LocalizedText;
  states: PipelineState[];
}

/** Promised times of one priority, minutes of service hours. */
export interface ServiceLevel extends HeaderDocument {
  type: 'serviceLevel';
  name: string;
  targets: Record<
    string,
    { firstResponse: number; nextResponse: number; updateDue: number; resolution: number }
  >;
  calendarId: string;
}

/** Weekly service hours. */
export interface Calendar extends HeaderDocument {
  type: 'calendar';
  name: string;
  /** IANA name. */
  timeZone: string;
  /** Per ISO weekday 1-7, spans of local time `HH:MM`. */
  week: Record<string, { from: string; to: string }[]>;
  /** Closed days, `YYYY-MM-DD`. */
  holidays: string[];
}

export interface DispositionItem {
  id: string;
  name: LocalizedText;
}

/** The two short lists of wrap-up. `_id` is `disposition:calls`. */
export interface Disposition extends HeaderDocument {
  type: 'disposition';
  reasons: DispositionItem[];
  outcomes: DispositionItem[];
}

/** How a machine came to hold nothing of the team any more: emptied on signing out, or as a lead says. */
export const waysOutOfUse = ['wiped', 'destroyed', 'lost'] as const;

export interface OutOfUse {
  how: (typeof waysOutOfUse)[number];
  /** ISO 8601, UTC. */
  at: string;
  /** User name of who said so. */
  by: string;
}

/** A machine or browser profile that writes. `_id` is `device:<prefix>`. */
export interface Device extends HeaderDocument {
  type: 'device';
  prefix: string;
  name: string;
  user: string;
  /** Comes with the sample data: what is written under its prefix was written on no machine. */
  sample?: boolean;
  /** The erasures of persons of which nothing is left on this machine, by the id of the `personErased` event. */
  erasures?: Record<string, { /** ISO 8601, UTC. */ at: string }>;
  /** Null again when somebody works on it after all. */
  outOfUse?: OutOfUse | null;
}

/** Facts of the whole team. `_id` is `team:info`. */
export interface TeamInfo extends HeaderDocument {
  type: 'team';
  name: string;
  language: 'fi' | 'en';
}
