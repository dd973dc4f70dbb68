import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TeamDocument } from '../domain/record/documents';
import { sameJson } from '../lib/canonical-json';
import { acknowledge, receive, receiveMissing, receiveTombstone, refuse, type Sent } from './records';
import type { ReplicaRecord } from './types';

/** A document that only grows: the union of all edits. The simplest merge that forgets nothing. */
const docOf = (edits: readonly number[]): TeamDocument => ({
  _id: 'ticket:1',
  type: 'ticket',
  v: 1,
  edits: [...new Set(edits)].sort((a, b) => a - b),
});
const editsOf = (doc: TeamDocument): number[] => doc['edits'] as number[];
const union = (a: TeamDocument, b: TeamDocument) => docOf([...editsOf(a), ...editsOf(b)]);

const REFUSAL = { reason: 'forbidden', message: 'no', at: '2026-11-21T10:00:00.000Z' } as const;

type Step =
  | 'edit'
  | 'push'
  | 'answer'
  | 'loseAnswer'
  | 'read'
  | 'colleague'
  | 'refuse'
  | 'delete'
  | 'forget'
  | 'oldNews';

/** One machine and one server, reduced to one record: what the engine does with it, in any order. */
function play(steps: readonly Step[]) {
  let record: ReplicaRecord | null = null;
  let server: { rev: number; doc: TeamDocument | null } | null = null;
  let sent: (Sent & { taken: string | null }) | null = null;
  let seen: { rev: number; doc: TeamDocument | null } | null = null;
  const made: number[] = [];
  const put = (next: ReplicaRecord | null) => {
    record = next ?? record;
  };
  const arrive = (state: typeof server) => {
    if (!state) return;
    put(
      state.doc
        ? receive(record, `${state.rev}-x`, state.doc, union)
        : receiveTombstone(record, `${state.rev}-x`),
    );
  };
  const apply: Record<Step, () => void> = {
    edit() {
      made.push(made.length + 1);
      const doc = docOf([...(record ? editsOf(record.doc) : []), made.length]);
      record = { id: 'ticket:1', doc, rev: record?.rev ?? '', dirty: 1, refusal: null };
    },
    push() {
      if (!record || record.dirty === 0 || record.refusal) return;
      const base = server ? `${server.rev}-x` : '';
      const free = server?.doc === null && record.rev === '';
      sent = { doc: record.doc, rev: record.rev, taken: null };
      if (record.rev !== base && !free) return;
      server = { rev: (server?.rev ?? 0) + 1, doc: record.doc };
      sent.taken = `${server.rev}-x`;
    },
    answer() {
      if (!sent) return;
      if (sent.taken) put(acknowledge(record, sent, sent.taken));
      else if (server) arrive(server);
      else put(receiveMissing(record, sent));
      sent = null;
    },
    loseAnswer() {
      sent = null;
    },
    read: () => arrive(server),
    colleague() {
      made.push(made.length + 1);
      const before = server?.doc ? editsOf(server.doc) : [];
      server = { rev: (server?.rev ?? 0) + 1, doc: docOf([...before, made.length]) };
    },
    refuse() {
      if (sent && !sent.taken) put(refuse(record, sent, REFUSAL));
    },
    delete() {
      if (server?.doc && record && editsOf(server.doc).every((edit) => editsOf(record!.doc).includes(edit))) {
        server = { rev: server.rev + 1, doc: null };
      }
    },
    forget() {
      seen = server;
    },
    // A page that was under way while newer things happened.
    oldNews: () => arrive(seen),
  };
  for (const step of steps) apply[step]();
  const settle = () => {
    for (let round = 0; round < 10; round += 1) {
      apply.loseAnswer();
      apply.read();
      if (record?.refusal) record = { ...record, refusal: null };
      apply.push();
      apply.answer();
    }
  };
  return { made, settle, record: () => record, server: () => server };
}

const step = fc.constantFrom<Step>(
  ...([
    'edit',
    'push',
    'answer',
    'loseAnswer',
    'read',
    'colleague',
    'refuse',
    'delete',
    'forget',
    'oldNews',
  ] as const),
);

describe('the transitions of a record', () => {
  it('1.4, 3.3, 3.4, 6.1 in any order of events nothing is lost and all ends equal', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const game = play(steps);
        game.settle();
        const [record, server] = [game.record(), game.server()];
        if (!record) return;
        expect(record).toMatchObject({ dirty: 0, refusal: null, rev: `${server?.rev}-x` });
        expect(sameJson(record.doc, server?.doc)).toBe(true);
        expect(editsOf(record.doc)).toEqual(game.made);
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it('3.1 what is known already changes nothing', () => {
    const record: ReplicaRecord = { id: 'ticket:1', doc: docOf([1]), rev: '1-x', dirty: 1, refusal: null };
    expect(receive(record, '1-x', docOf([1]), union)).toBeNull();
    expect(receiveTombstone(record, '1-x')).toBeNull();
    expect(receiveTombstone(null, '1-x')).toBeNull();
  });

  it('3.3 an answer about a push that the feed has overtaken is old news', () => {
    const record: ReplicaRecord = { id: 'ticket:1', doc: docOf([1, 2]), rev: '3-x', dirty: 0, refusal: null };
    expect(acknowledge(record, { doc: docOf([1]), rev: '1-x' }, '2-x')).toBeNull();
    expect(acknowledge(record, { doc: docOf([1]), rev: '3-x' }, '4-x')).toMatchObject({
      rev: '4-x',
      dirty: 1,
    });
    expect(acknowledge(record, { doc: docOf([2, 1]), rev: '3-x' }, '4-x')).toMatchObject({
      rev: '4-x',
      dirty: 0,
    });
  });

  it('3.6 a refusal for size stays when the server changes the record, one about rights does not', () => {
    const refused = (reason: 'tooLarge' | 'forbidden'): ReplicaRecord => ({
      id: 'ticket:1',
      doc: docOf([1]),
      rev: '1-x',
      dirty: 1,
      refusal: { ...REFUSAL, reason },
    });
    expect(receive(refused('tooLarge'), '2-x', docOf([2]), union)?.refusal?.reason).toBe('tooLarge');
    expect(receive(refused('forbidden'), '2-x', docOf([2]), union)?.refusal).toBeNull();
    expect(receive(refused('tooLarge'), '2-x', docOf([1, 2]), union)).toMatchObject({
      dirty: 0,
      refusal: null,
    });
  });
});
