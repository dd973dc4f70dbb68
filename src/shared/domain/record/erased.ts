import { canonicalJson, compareText } from '@shared/lib/canonical-json';
import type { TeamDocument } from './documents';

/** What of each type tells nothing of a person and is kept for counts and histories. Other types are not erased. */
const keptFields: Readonly<Record<string, readonly string[]>> = {
  contact: ['createdAt', 'createdBy'],
  customer: ['createdAt', 'createdBy'],
  call: [
    ...['createdAt', 'createdBy', 'direction', 'agent', 'device', 'customerId', 'startedAt', 'endedAt'],
    ...['reason', 'outcome', 'reached', 'ticketIds', 'callbackId', 'runId'],
  ],
  callback: [
    ...['createdAt', 'createdBy', 'dueAt', 'owner', 'group', 'customerId', 'callId', 'ticketIds', 'runId'],
  ],
  event: ['kind', 'about', 'at', 'occurredAt', 'author', 'device'],
};
const keptOfAll = ['_id', 'type', 'v', 'imported', 'importedBy'];

/** What an erased record says in the place of what it said. Nobody is phoned or asked for a wrap-up any more. */
const fixedFields: Readonly<Record<string, Record<string, unknown>>> = {
  call: { status: 'done' },
  callback: { status: 'cancelled' },
};

/** Whether this is what is left of an erased record. */
export function isErased(doc: Record<string, unknown>): boolean {
  return doc['erased'] === true;
}

/** Whether records of this type can be erased. The others hold the team's work; their texts are edited. */
export function isErasable(type: string): boolean {
  return Object.hasOwn(keptFields, type);
}

/**
 * What is left of a record when its person is erased: a document that older versions can read as well, without names,
 * numbers, texts, and without stamps, whose paths name the elements of sets. Erasing twice changes nothing.
 */
export function eraseDocument(doc: TeamDocument): TeamDocument {
  const kept = new Set([...keptOfAll, ...(isErasable(doc.type) ? (keptFields[doc.type] ?? []) : [])]);
  const fields = Object.entries(doc).filter(([field]) => kept.has(field));
  if (doc.type === 'event') return Object.fromEntries([...fields, ...whatIsLeftOf(doc)]) as TeamDocument;
  const blanks = Object.entries(doc)
    .filter(([field]) => !kept.has(field) && !field.startsWith('_'))
    .map(([field, value]): [string, unknown] => [field, blankOf(value)]);
  return {
    ...Object.fromEntries([...fields, ...blanks]),
    ...fixedFields[doc.type],
    archived: true,
    stamps: {},
    erased: true,
  } as unknown as TeamDocument;
}

/** An event keeps when it was and of what kind. That of a file has to look like one, or older versions set it aside. */
function whatIsLeftOf(event: TeamDocument): [string, unknown][] {
  // A message that was imported has the customer for its author.
  const sender: [string, unknown][] =
    event['imported'] === true && event['kind'] === 'customerMessage' ? [['author', '']] : [];
  if (event['kind'] !== 'fileAdded') return [...sender, ['erased', true]];
  const fileId = event._id.slice('event:'.length);
  const data = { fileId, name: '-', size: 0, mediaType: '', sha256: '0'.repeat(64) };
  return [...sender, ['data', data], ['erased', true]];
}

function blankOf(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  switch (typeof value) {
    case 'string':
      return '';
    case 'number':
      return 0;
    case 'boolean':
      return false;
    default:
      return value === null ? null : {};
  }
}

/**
 * Joins two versions of a record of which one at least is erased. What is erased wins over whatever anybody wrote,
 * earlier or later. Two that are: what one of them lacks is gone, and of two values the smaller stays.
 */
export function mergeErased(a: TeamDocument, b: TeamDocument): TeamDocument {
  if (!isErased(a)) return b;
  if (!isErased(b)) return a;
  const shared = Object.keys(a).filter((field) => Object.hasOwn(b, field));
  return Object.fromEntries(
    shared.map((field) => [field, smaller(a[field], b[field])]),
  ) as unknown as TeamDocument;
}

function smaller(a: unknown, b: unknown): unknown {
  return compareText(canonicalJson(a), canonicalJson(b)) <= 0 ? a : b;
}
