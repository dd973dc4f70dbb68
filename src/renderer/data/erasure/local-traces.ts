import type { EventDocument } from '@shared/domain/record/documents';
import { DRAFT_PREFIX } from '../drafts';
import type { LocalRow } from '../database';

/** What erasures name: the records and events that were erased, the tickets whose texts were written anew. */
export interface ErasedIds {
  records: ReadonlySet<string>;
  tickets: ReadonlySet<string>;
}

export function erasedIn(events: readonly Pick<EventDocument, 'data'>[]): ErasedIds {
  const all = (field: string) => new Set(events.flatMap(({ data }) => idsIn(data?.[field])));
  return { records: all('records'), tickets: all('tickets') };
}

/**
 * Whether a row of this machine alone holds something of an erased person: a draft that is kept under a record of theirs
 * or names one, a ticket's text that has been written anew since, or a document of theirs that was set aside.
 */
export function isTrace({ id, value }: LocalRow, erased: ErasedIds): boolean {
  if (id.startsWith(DRAFT_PREFIX)) {
    if (typeof value !== 'string' || value === '') return false;
    const [ticket = '', field = ''] = id.slice(DRAFT_PREFIX.length).split('/');
    const isOldText = erased.tickets.has(ticket) && (field === 'subject' || field === 'description');
    return isOldText || names(`${id}\n${value}`, erased);
  }
  if (!/^(givenUp|quarantine):/.test(id)) return false;
  return names(JSON.stringify([id, value]), erased);
}

/** The same of an item of the local storage. */
export function isTraceItem(key: string, text: string, erased: ErasedIds): boolean {
  return key.startsWith('luuri.') && names(`${key}\n${text}`, erased);
}

/** Ids as they stand in keys and in JSON. */
const ID = /(?:contact|customer|callback|call|event):[^\s"'/\\,;}\]]+/g;

function names(text: string, { records }: ErasedIds): boolean {
  return (text.match(ID) ?? []).some((id) => records.has(id));
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}
