import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBulk,
  parseChanges,
  parseEpoch,
  parseInfo,
  parsePage,
  parseRead,
  parseSession,
} from './answers';
import { SyncError } from './errors';

const RANGE = { from: 'ticket;', to: 'ticket:', after: null };

/** JSON that looks like an answer here and there, so that the checks behind the first one are reached too. */
const almost = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.jsonValue(),
    fc.constantFrom('ticket:1', '1-a', 'not_found', 'conflict', true, null, 7),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'rows',
        'results',
        'id',
        'key',
        'value',
        'doc',
        'rev',
        '_id',
        '_rev',
        'changes',
        'error',
        'last_seq',
      ),
      tie('value'),
    ),
  ),
})).value;

describe('4.2 answers', () => {
  const parsers: [string, (json: unknown) => unknown][] = [
    ['info', parseInfo],
    ['epoch', parseEpoch],
    ['page', (json) => parsePage(json, RANGE)],
    ['read', (json) => parseRead(json, ['ticket:1'])],
    ['changes', parseChanges],
    ['bulk', (json) => parseBulk(json, ['ticket:1', 'ticket:2'])],
    ['session', parseSession],
  ];

  it.each(parsers)(
    '%s: anything else than an answer is a SyncError, never another failure',
    (_name, parse) => {
      fc.assert(
        fc.property(almost, (json) => {
          try {
            parse(json);
          } catch (error) {
            expect(error).toBeInstanceOf(SyncError);
          }
        }),
        { numRuns: 1_000, seed: 1 },
      );
    },
  );

  it('a push counts only when each document is answered once', () => {
    const taken = (id: string) => ({ ok: true, id, rev: '1-a' });
    const ids = ['ticket:1', 'ticket:2'];
    expect(parseBulk([taken('ticket:2'), taken('ticket:1')], ids).map(({ id }) => id)).toEqual([
      'ticket:2',
      'ticket:1',
    ]);
    for (const wrong of [
      [],
      [taken('ticket:1')],
      [taken('ticket:1'), taken('ticket:1')],
      [taken('ticket:1'), taken('ticket:2'), taken('ticket:3')],
      [taken('ticket:1'), { ok: true, id: 'ticket:2' }],
      [taken('ticket:1'), { ok: true, id: 'ticket:2', rev: 'yes' }],
    ]) {
      expect(() => parseBulk(wrong, ids)).toThrow(SyncError);
    }
  });

  it('the revision of a document is its own, not that of the row beside it', () => {
    const doc = { _id: 'ticket:1', _rev: '3-c' };
    const { items } = parseChanges({
      results: [{ id: 'ticket:1', seq: 1, changes: [{ rev: '2-b' }], doc }],
      last_seq: 1,
    });
    expect(items).toEqual([{ id: 'ticket:1', rev: '3-c', doc, deleted: false }]);
  });

  it('a document under another id is a lie', () => {
    const row = {
      id: 'ticket:1',
      key: 'ticket:1',
      value: { rev: '1-a' },
      doc: { _id: 'ticket:2', _rev: '1-a' },
    };
    expect(() => parsePage({ rows: [row] }, RANGE)).toThrow(SyncError);
    expect(() => parseRead({ rows: [row] }, ['ticket:1'])).toThrow(SyncError);
  });
});
