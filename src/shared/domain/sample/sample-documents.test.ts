import { describe, expect, it } from 'vitest';
import type { Call, Callback } from '../calls/call';
import { applyEvent } from '../record/write';
import { canonicalJson } from '@shared/lib/canonical-json';
import { isEvent, isHeader } from '../record/documents';
import type { EventDocument, HeaderDocument, TeamDocument } from '../record/documents';
import { readRegister } from '../record/registers';
import type { Run } from '../onboarding/checklist';
import type { Ticket } from '../tickets/ticket';
import { parseTicketNumber } from '../tickets/ticket-number';
import { isStamp } from '@shared/lib/hybrid-clock';
import { overwrittenChanges } from '../timeline/overwritten';
import { shapeProblem } from '../validation/shape';
import { validateWrite } from '../validation/validate-write';
import { sampleDocuments } from './sample-documents';

const mornings = { now: '2026-11-24T08:30:00.000Z', lead: 'demo', language: 'fi' } as const;
const expected = {
  ticketType: ['claim', 'delivery', 'incident', 'problem', 'question', 'serviceRequest'],
  priority: ['high', 'low', 'medium'],
  status: [
    'new',
    'inProgress',
    'waitingCustomer',
    'waitingThirdParty',
    'workaroundGiven',
    'resolved',
    'closed',
  ],
};
const moments = [
  '2026-11-24T08:30:00.000Z',
  '2026-11-21T22:15:00.000Z', // a Sunday in Finland, just after midnight
  '2026-03-30T05:00:00.000Z', // the morning after summer time began
  '2027-01-01T10:00:00.000Z',
];

function ofType<T extends HeaderDocument>(docs: readonly TeamDocument[], type: string): T[] {
  return docs.filter((doc): doc is T => doc.type === type);
}

describe('sample data', () => {
  for (const now of moments) {
    for (const language of ['fi', 'en'] as const) {
      it(`is accepted document by document (${now}, ${language})`, () => {
        const docs = sampleDocuments({ now, lead: 'demo', language });
        const admin = { name: 'hub', roles: ['_admin'] };
        expect(docs.map((doc) => shapeProblem(doc)).filter((problem) => problem !== null)).toEqual([]);
        expect(docs.filter((doc) => !validateWrite(doc, null, admin).ok)).toEqual([]);
        expect(new Set(docs.map((doc) => doc._id)).size).toBe(docs.length);
        expect(docs.filter(isEvent).filter((event) => event.occurredAt > now)).toEqual([]);
      });
    }
  }

  it('is the same for the same moment', () => {
    expect(canonicalJson(sampleDocuments(mornings))).toBe(canonicalJson(sampleDocuments(mornings)));
  });

  it('is as large and as varied as a month of work', () => {
    const docs = sampleDocuments(mornings);
    const tickets = ofType<Ticket>(docs, 'ticket');
    expect(ofType(docs, 'customer')).toHaveLength(12);
    expect(ofType(docs, 'contact')).toHaveLength(25);
    expect(ofType(docs, 'agent')).toHaveLength(3);
    expect(tickets.length).toBeGreaterThanOrEqual(40);
    expect(ofType(docs, 'call')).toHaveLength(30);
    expect(ofType(docs, 'run')).toHaveLength(6);
    for (const field of ['ticketType', 'priority', 'status'] as const) {
      expect([...new Set(tickets.map((ticket) => ticket[field]))]).toEqual(
        expect.arrayContaining(expected[field]),
      );
    }
    expect(new Set(ofType<Run>(docs, 'run').map((run) => run.outcome)).size).toBeGreaterThanOrEqual(4);
  });

  it('has callbacks that are overdue, due soon, later, kept and cancelled', () => {
    const callbacks = ofType<Callback>(sampleDocuments(mornings), 'callback');
    const open = callbacks.filter((callback) => callback.status === 'open');
    expect(callbacks).toHaveLength(10);
    expect(open.filter((callback) => callback.dueAt < mornings.now).length).toBeGreaterThanOrEqual(2);
    expect(open.filter((callback) => callback.dueAt > '2026-11-24T22:00').length).toBeGreaterThanOrEqual(2);
    const chain = callbacks.find((callback) => Object.keys(callback.attempts).length === 3);
    expect(chain?.status).toBe('done');
    expect(callbacks.map((callback) => callback.status)).toContain('cancelled');
  });

  it('tells in its events what its headers hold, without a conflict', () => {
    const docs = sampleDocuments(mornings);
    const events = docs.filter(isEvent);
    const headers = new Map(docs.filter(isHeader).map((header) => [header._id, header]));
    for (const event of events) {
      const header = headers.get(event.about);
      expect(header && applyEvent(header, event)).toBe(header ?? event.about);
    }
    for (const [id, about] of byHeader(events)) {
      expect(overwrittenChanges(about)).toEqual([]);
      for (const last of lastChanges(about)) {
        expect([id, last.path, readRegister(headers.get(id) as HeaderDocument, last.path)]).toEqual([
          id,
          last.path,
          last.to,
        ]);
      }
    }
  });

  it('stamps and numbers like the machines of a team', () => {
    const docs = sampleDocuments(mornings);
    const tickets = ofType<Ticket>(docs, 'ticket');
    expect(tickets.filter((ticket) => parseTicketNumber(ticket.number) === null)).toEqual([]);
    expect(new Set(tickets.map((ticket) => ticket.number)).size).toBe(tickets.length);
    const prefixes = new Set(ofType(docs, 'device').map((device) => device['prefix']));
    expect(tickets.every((ticket) => prefixes.has(ticket.number.slice(0, 2)))).toBe(true);
    expect(docs.filter(isEvent).every((event) => isStamp(event.at))).toBe(true);
  });

  it('has no call that waits for its wrap-up, and calls of today', () => {
    const calls = ofType<Call>(sampleDocuments(mornings), 'call');
    expect(calls.filter((call) => call.status !== 'done' || !call.reason || !call.notes)).toEqual([]);
    expect(calls.filter((call) => call.startedAt > '2026-11-23T22:00').length).toBeGreaterThanOrEqual(5);
    expect(calls.filter((call) => Object.keys(call.holds).length > 0).length).toBeGreaterThanOrEqual(3);
  });

  it('takes another colleague when the lead has the name of one', () => {
    const users = ofType(sampleDocuments({ ...mornings, lead: 'aino' }), 'agent').map(
      (agent) => agent['user'],
    );
    expect(users).toEqual(['eero', 'sanna', 'otto']);
  });
});

function byHeader(events: EventDocument[]): Map<string, EventDocument[]> {
  const grouped = new Map<string, EventDocument[]>();
  for (const event of events) grouped.set(event.about, [...(grouped.get(event.about) ?? []), event]);
  return grouped;
}

function lastChanges(events: EventDocument[]): { path: string; to: unknown }[] {
  const byPath = new Map<string, { at: string; path: string; to: unknown }>();
  for (const event of events) {
    for (const { path, to } of event.changes ?? []) {
      if (event.at > (byPath.get(path)?.at ?? '')) byPath.set(path, { at: event.at, path, to });
    }
  }
  return [...byPath.values()];
}
