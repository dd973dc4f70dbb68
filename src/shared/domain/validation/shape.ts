import { addedEventIdOf, factsProblem } from '../files/file';
import { isPlainObject } from '../record/registers';
import type { TeamDocument } from '../record/documents';
import { typeOfId } from '../record/documents';
import { stampShapeProblem } from './stamps';

const MAX_DOCUMENT_CHARACTERS = 1_000_000;

/** Fields that every document of a known type must have, and their JSON types. Types not named here pass. */
const requiredFields: Record<string, Record<string, 'string' | 'array' | 'object'>> = {
  event: {
    kind: 'string',
    about: 'string',
    at: 'string',
    occurredAt: 'string',
    author: 'string',
    device: 'string',
  },
  ticket: {
    number: 'string',
    ticketType: 'string',
    subject: 'string',
    status: 'string',
    priority: 'string',
    tags: 'array',
  },
  call: {
    direction: 'string',
    status: 'string',
    agent: 'string',
    startedAt: 'string',
    notes: 'string',
    ticketIds: 'array',
    holds: 'object',
  },
  callback: { status: 'string', dueAt: 'string', ticketIds: 'array', attempts: 'object' },
  customer: { name: 'string', phones: 'array', environment: 'string' },
  contact: { name: 'string', phones: 'array', customerIds: 'array' },
  template: { name: 'object', steps: 'array' },
  run: { templateId: 'string', definition: 'array', steps: 'object', outcome: 'string' },
  agent: { user: 'string', name: 'string', role: 'string' },
  group: { name: 'string', members: 'array' },
  pipeline: { ticketType: 'string', states: 'array' },
  serviceLevel: { name: 'string', targets: 'object' },
  calendar: { name: 'string', timeZone: 'string', week: 'object' },
  disposition: { reasons: 'array', outcomes: 'array' },
  device: { prefix: 'string', user: 'string' },
  team: {},
};

/** Fields that an event may have, and their types where it has them. */
const optionalEventFields = { body: 'string', data: 'object', changes: 'array' } as const;

/**
 * What is wrong with a document's shape, in English for a log, or null when nothing is.
 * Documents come from strangers and from newer versions: unknown types and fields pass, broken known ones do not.
 */
export function shapeProblem(doc: unknown): string | null {
  if (!isPlainObject(doc)) return 'not an object';
  const { _id: id, type } = doc;
  if (typeof id !== 'string' || id.length > 200) return 'no usable _id';
  if (typeof type !== 'string' || typeOfId(id) !== type)
    return `_id does not start with its type "${String(type)}:"`;
  if (typeof doc['v'] !== 'number') return 'no version "v"';
  const required = Object.hasOwn(requiredFields, type) ? requiredFields[type] : undefined;
  for (const [field, kind] of Object.entries(required ?? {})) {
    if (!hasKind(doc[field], kind)) return `field "${field}" is not of type ${kind}`;
  }
  const problem = type === 'event' ? eventShapeProblem(doc) : headerShapeProblem(doc);
  if (problem) return problem;
  // A newer version's types may have stamps of another shape; nothing merges them here.
  if (required && stampShapeProblem(doc)) return stampShapeProblem(doc);
  if (JSON.stringify(doc).length > MAX_DOCUMENT_CHARACTERS) return 'larger than 1 000 000 characters';
  return null;
}

function headerShapeProblem(doc: Record<string, unknown>): string | null {
  const stamps = doc['stamps'];
  if (!isPlainObject(stamps)) return 'no stamps';
  if (!Object.values(stamps).every((stamp) => typeof stamp === 'string')) return 'a stamp is not text';
  if (typeof doc['createdAt'] !== 'string' || typeof doc['createdBy'] !== 'string')
    return 'no createdAt or createdBy';
  return null;
}

function eventShapeProblem(doc: Record<string, unknown>): string | null {
  for (const [field, kind] of Object.entries(optionalEventFields)) {
    if (doc[field] !== undefined && !hasKind(doc[field], kind))
      return `field "${field}" is not of type ${kind}`;
  }
  const changes = (doc['changes'] ?? []) as unknown[];
  const whole = changes.every((change) => isPlainObject(change) && typeof change['path'] === 'string');
  if (!whole) return 'a change without a path';
  return doc['kind'] === 'fileAdded' ? fileEventProblem(doc) : null;
}

function fileEventProblem({ _id: id, data }: Record<string, unknown>): string | null {
  const problem = isPlainObject(data) ? factsProblem(data) : 'data';
  if (problem) return `a file without a usable "${problem}"`;
  // One file, one event: a second one could not say something else of it.
  return isPlainObject(data) && id === addedEventIdOf(String(data['fileId']))
    ? null
    : 'not the id of its file';
}

function hasKind(value: unknown, kind: 'string' | 'array' | 'object'): boolean {
  if (kind === 'array') return Array.isArray(value);
  return kind === 'object' ? isPlainObject(value) : typeof value === 'string';
}

/** Whether a document from outside may be stored as one of the team's. */
export function isTeamDocument(doc: unknown): doc is TeamDocument {
  return shapeProblem(doc) === null;
}
