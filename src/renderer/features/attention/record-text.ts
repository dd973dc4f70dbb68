import type { TeamDocument } from '@shared/domain/record/documents';
import { typeOfId } from '@shared/domain/record/documents';

const SCREENS = ['ticket', 'call', 'callback', 'customer', 'contact', 'run', 'template'] as const;
export type RecordKind = (typeof SCREENS)[number] | 'event' | 'setting';

const TEXT_FIELDS = [
  'number',
  'subject',
  'name',
  'description',
  'body',
  'notes',
  'environment',
  'reason',
  'phone',
];

/** What kind of thing people would call a record. */
export function kindOfRecord(id: string): RecordKind {
  const type = typeOfId(id);
  if (type === 'event') return 'event';
  return SCREENS.find((screen) => screen === type) ?? 'setting';
}

/** The record whose screen shows this one: an event's header; empty when there is none. */
export function openableId(doc: TeamDocument): string {
  const id = doc.type === 'event' && typeof doc['about'] === 'string' ? doc['about'] : doc._id;
  return SCREENS.some((screen) => screen === typeOfId(id)) ? id : '';
}

/** Everything a person wrote in a record, in lines; empty when there is no such text. */
export function textOfRecord(doc: TeamDocument): string {
  return TEXT_FIELDS.map((field) => textOf(doc[field]))
    .filter(Boolean)
    .join('\n');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value)
    .filter((part): part is string => typeof part === 'string')
    .join(' / ');
}
