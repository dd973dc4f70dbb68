import type { SourceRow } from '../source/source-table';
import type { OpenTable, ZendeskContext } from './zendesk-context';
import { idList } from './values';

/** Something that a table says of a ticket, before all of them are put in order. */
export type TicketFact = {
  /** ISO 8601. */
  at: string;
  key: string;
  row: number;
} & (
  | { what: 'comment'; body: string; isPublic: boolean; userId: string }
  | { what: 'field'; field: string; value: string; userId: string }
  | { what: 'chat'; channel: string; data: Record<string, unknown> }
  | { what: 'chatMessage'; body: string; type: string; actor: string; data: Record<string, unknown> }
);

/** What all tables but the ticket table say of one ticket. */
export interface TicketFacts {
  facts: TicketFact[];
  tags: Set<string>;
}

export type FactsByTicket = Map<string, TicketFacts>;

export function factsOf(all: FactsByTicket, ticketId: string): TicketFacts {
  const known = all.get(ticketId) ?? { facts: [], tags: new Set<string>() };
  all.set(ticketId, known);
  return known;
}

export function readComments(context: ZendeskContext, all: FactsByTicket): void {
  const seen = new Set<string>();
  for (const { rows, read, ledger } of context.open('ticket_comment', 'comment')) {
    for (const row of rows) {
      const ticketId = read(row, 'ticket_id');
      const id = read(row, 'id');
      const created = read(row, 'created') || read(row, 'created_at');
      const at = context.moment(created);
      if (ticketId === '' || id === '') ledger.reject(row.row, 'missingId', ticketId || id);
      else if (at === null) ledger.reject(row.row, 'badDate', created);
      else if (seen.has(id)) ledger.repeated();
      else {
        seen.add(id);
        ledger.imported();
        factsOf(all, ticketId).facts.push({
          what: 'comment',
          at,
          key: `comment:${id}`,
          row: row.row,
          body: read(row, 'body'),
          isPublic: /^(true|t|1)$/i.test(read(row, 'public')),
          userId: read(row, 'user_id') || read(row, 'author_id'),
        });
      }
    }
  }
}

export function readFieldHistory(context: ZendeskContext, all: FactsByTicket): void {
  const seen = new Set<string>();
  for (const { rows, read, ledger } of context.open('ticket_field_history')) {
    for (const row of rows) {
      const ticketId = read(row, 'ticket_id');
      const [field, value, userId] = [read(row, 'field_name'), read(row, 'value'), read(row, 'user_id')];
      const at = context.moment(read(row, 'updated'));
      const key = `field:${field}:${read(row, 'updated')}:${userId}:${value}`;
      if (ticketId === '' || field === '') ledger.reject(row.row, 'missingId', ticketId || field);
      else if (at === null) ledger.reject(row.row, 'badDate', read(row, 'updated'));
      else if (seen.has(`${ticketId}:${key}`)) ledger.repeated();
      else {
        seen.add(`${ticketId}:${key}`);
        ledger.imported();
        factsOf(all, ticketId).facts.push({ what: 'field', at, key, row: row.row, field, value, userId });
      }
    }
  }
}

export function readTags(context: ZendeskContext, all: FactsByTicket): void {
  for (const { rows, read, ledger } of context.open('ticket_tag')) {
    for (const row of rows) {
      const [ticketId, tag] = [read(row, 'ticket_id'), read(row, 'tag').slice(0, 100)];
      if (ticketId === '' || tag === '') {
        ledger.reject(row.row, 'missingId', ticketId || tag);
        continue;
      }
      const { tags } = factsOf(all, ticketId);
      if (tags.has(tag)) ledger.repeated();
      else ledger.imported();
      tags.add(tag);
    }
  }
}

/**
 * Chats belong to tickets. A chat can be listed under several tickets: each of them tells that it took place, and
 * its messages go to the first one that is in the export, else to the first.
 */
export function readChats(
  context: ZendeskContext,
  all: FactsByTicket,
  ticketsInExport: ReadonlySet<string>,
): void {
  const homes = new Map<string, string[]>();
  const seen = new Set<string>();
  const chats = context.open('ticket_chat');
  const messages = context.open('ticket_chat_event');
  const begins = beginsOfChats(context, messages);
  for (const { rows, read, ledger } of chats) {
    for (const row of rows) {
      const [chatId, ticketId] = [read(row, 'chat_id'), read(row, 'ticket_id')];
      const at = begins.get(chatId) ?? context.moment(read(row, '_fivetran_synced'));
      if (chatId === '' || ticketId === '') ledger.reject(row.row, 'missingId', chatId || ticketId);
      else if (at === null) ledger.reject(row.row, 'badDate', read(row, '_fivetran_synced'));
      else if (seen.has(`${chatId}:${ticketId}`)) ledger.repeated();
      else {
        seen.add(`${chatId}:${ticketId}`);
        ledger.imported();
        homes.set(chatId, [...(homes.get(chatId) ?? []), ticketId]);
        const channel = read(row, 'channel');
        const data = { chatId, channel, visitor: read(row, 'user_id') };
        const key = `chat:${chatId}`;
        factsOf(all, ticketId).facts.push({ what: 'chat', at, key, row: row.row, channel, data });
      }
    }
  }
  for (const table of messages) {
    for (const row of table.rows) readMessage(context, table, row, { all, homes, ticketsInExport, seen });
  }
}

interface ChatHomes {
  all: FactsByTicket;
  homes: Map<string, string[]>;
  ticketsInExport: ReadonlySet<string>;
  seen: Set<string>;
}

function readMessage(
  context: ZendeskContext,
  { read, ledger }: OpenTable,
  row: SourceRow,
  { all, homes, ticketsInExport, seen }: ChatHomes,
): void {
  const chatId = read(row, 'chat_id');
  const at = context.moment(read(row, 'created_at'));
  const tickets = homes.get(chatId) ?? [];
  const ticketId = tickets.find((id) => ticketsInExport.has(id)) ?? tickets[0];
  const key = `chatMessage:${chatId}:${JSON.stringify(row.cells)}`;
  if (ticketId === undefined) ledger.reject(row.row, 'unknownChat', chatId);
  else if (at === null) ledger.reject(row.row, 'badDate', read(row, 'created_at'));
  else if (seen.has(key)) ledger.repeated();
  else {
    seen.add(key);
    ledger.imported();
    const type = read(row, 'type');
    const body = read(row, 'message') || textOfOriginal(read(row, 'original_message'));
    const data = { chatId, type, ...(body === '' ? { original: read(row, 'original_message') } : {}) };
    const actor = read(row, 'actor_id');
    factsOf(all, ticketId).facts.push({
      what: 'chatMessage',
      at,
      key,
      row: row.row,
      body,
      type,
      actor,
      data,
    });
  }
}

function beginsOfChats(context: ZendeskContext, messages: readonly OpenTable[]): Map<string, string> {
  const begins = new Map<string, string>();
  for (const { rows, read } of messages) {
    for (const row of rows) {
      const at = context.moment(read(row, 'created_at'));
      const known = begins.get(read(row, 'chat_id'));
      if (at !== null && (known === undefined || at < known)) begins.set(read(row, 'chat_id'), at);
    }
  }
  return begins;
}

/** The words of a message that only its original form has. */
function textOfOriginal(original: string): string {
  if (original === '') return '';
  try {
    const parsed = JSON.parse(original) as { content?: { text?: { text?: unknown } | string } } | null;
    const text = parsed?.content?.text;
    const words = typeof text === 'object' ? text.text : text;
    return typeof words === 'string' ? words : '';
  } catch {
    return '';
  }
}

/** Tickets that were merged into another: id of the merged one to the id it went into. */
export function mergedTickets(tables: readonly OpenTable[]): Map<string, string> {
  const merged = new Map<string, string>();
  for (const { rows, read } of tables) {
    for (const row of rows) {
      for (const id of idList(read(row, 'merged_ticket_ids'))) merged.set(id, read(row, 'id'));
    }
  }
  return merged;
}
