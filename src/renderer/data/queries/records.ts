import { useCallback, useSyncExternalStore } from 'react';
import type {
  Agent,
  Calendar,
  Disposition,
  Group,
  Pipeline,
  ServiceLevel,
  TeamInfo,
} from '@shared/domain/team/team';
import type { Call, Callback } from '@shared/domain/calls/call';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import type { Run, Template } from '@shared/domain/onboarding/checklist';
import type { Ticket } from '@shared/domain/tickets/ticket';
import type { TeamDocument } from '@shared/domain/record/documents';
import { typeOfId } from '@shared/domain/record/documents';
import type { RecordRow } from '../database';
import type { LiveTable } from '../live-table';
import { familyOf } from '../record-families';
import type { Team } from '../team';
import { createHeaderList } from './header-list';
import { useTeam } from './team-context';

/** Header types by name. */
export interface HeaderTypes {
  ticket: Ticket;
  call: Call;
  callback: Callback;
  customer: Customer;
  contact: Contact;
  template: Template;
  run: Run;
  agent: Agent;
  group: Group;
  pipeline: Pipeline;
  serviceLevel: ServiceLevel;
  calendar: Calendar;
  disposition: Disposition;
  team: TeamInfo;
}
export type HeaderType = keyof HeaderTypes;

const emptySubscribe = () => () => undefined;

/** One header by id, live; undefined when this machine does not have it or the id is empty. */
export function useHeader<Type extends HeaderType>(type: Type, id: string): HeaderTypes[Type] | undefined {
  const row = useRow(id);
  return row && typeOfId(id) === type ? (row.doc as HeaderTypes[Type]) : undefined;
}

/** The same without React: the header as it is here now. */
export function readHeader<Type extends HeaderType>(
  team: Team,
  type: Type,
  id: string,
): HeaderTypes[Type] | undefined {
  const row = id && typeOfId(id) === type ? tableFor(team, id)?.get(id) : undefined;
  return row?.doc as HeaderTypes[Type] | undefined;
}

/** A document of any type as it is here now, without React; undefined when this machine does not have it. */
export function readDocument(team: Team, id: string): TeamDocument | undefined {
  return id ? tableFor(team, id)?.get(id)?.doc : undefined;
}

/** One row by id, live, whatever its type: the document and its state. */
export function useRow(id: string): RecordRow | undefined {
  const team = useTeam();
  const table = id ? tableFor(team, id) : null;
  return useSyncExternalStore(table?.subscribe ?? emptySubscribe, () => table?.get(id));
}

/** Where a record is: only here, on the server as it stands here, or refused by the server. */
export type RecordState = 'savedHere' | 'onServer' | 'needsAttention';

export function useRecordState(id: string): RecordState | undefined {
  const { unsentEvents } = useTeam();
  const row = useRow(id);
  // A note belongs to its ticket: as long as it is not on the server, the ticket is not either.
  const events = useSyncExternalStore(unsentEvents.subscribe, () => unsentEvents.stateOf(id));
  if (!row) return undefined;
  if (row.refusal || events === 'refused') return 'needsAttention';
  return row.dirty === 1 || events === 'waiting' ? 'savedHere' : 'onServer';
}

/** All headers of a type that are not archived, live, in no order. The same array until one changes. */
export function useHeaders<Type extends HeaderType>(type: Type): readonly HeaderTypes[Type][] {
  const team = useTeam();
  const table = team.tables[tableNameOf(type)];
  const read = useCallback(() => headersOf(table, type), [table, type]);
  return useSyncExternalStore(table.subscribe, read);
}

/** The same without React: what is here now. */
export function readHeaders<Type extends HeaderType>(team: Team, type: Type): readonly HeaderTypes[Type][] {
  return headersOf(team.tables[tableNameOf(type)], type);
}

/** Whether the stored rows of a type have been read; an empty list before that means nothing. */
export function useIsLoaded(type: HeaderType): boolean {
  const table = useTeam().tables[tableNameOf(type)];
  return useSyncExternalStore(table.subscribe, table.isReady);
}

function tableNameOf(type: HeaderType): keyof Team['tables'] {
  return familyOf(`${type}:`) as keyof Team['tables'];
}

const lists = new WeakMap<LiveTable, Map<string, () => readonly unknown[]>>();

function headersOf<Type extends HeaderType>(table: LiveTable, type: Type): readonly HeaderTypes[Type][] {
  const byType = lists.get(table) ?? new Map<string, () => readonly unknown[]>();
  if (byType.size === 0) lists.set(table, byType);
  let read = byType.get(type);
  if (!read) {
    read = createHeaderList<HeaderTypes[Type]>(table, type);
    byType.set(type, read);
  }
  return read() as readonly HeaderTypes[Type][];
}

/** The table that holds a header, or null for events. */
function tableFor({ tables }: Team, id: string): LiveTable | null {
  const family = familyOf(id);
  return family === 'events' ? null : tables[family];
}
