import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@shared/lib/canonical-json';
import type { HeaderDocument, TeamDocument } from './documents';
import { eraseDocument } from './erased';
import { merge } from './merge';
import { mergeRuleTable } from './merge-rules';
import { changeHeader } from './write';

const SEED = 20_261_122;
/** `MERGE_RUNS=100000` is the long form. */
const RUNS = Number(process.env['MERGE_RUNS'] ?? 400);

const headerTypes = [...new Set(mergeRuleTable().map(({ type }) => type)), 'settingFromTheFuture'];
const stamp = fc.constantFrom<unknown>(
  ...['', '0m0000001-000-A', '0m0000001-000-B', '0m0000002-000-A', '0m0000002-001-A'],
  // No stamps: from strangers, from the year 5188, of no text at all.
  ...['zzzzzzzzzzzzzzzzzzzz', 'zzzzzzzzz-zzz-zzzzzzzzzzzzzzzz', '0m0000002-001-', '\uffff', '__proto__'],
  ...[7, null, true, { later: 1 }],
);
const value = fc.oneof(
  fc.constantFrom('', 'a', 'b', '__proto__', 'ä'),
  fc.integer({ min: -3, max: 3 }),
  fc.boolean(),
  fc.constant(null),
  fc.record({ fi: fc.constantFrom('x', 'y') }),
);
const someTexts = fc.uniqueArray(fc.constantFrom('one', 'two', 'v1.2', '__proto__', 'constructor'), {
  maxLength: 4,
});
const entries = fc.dictionary(
  fc.constantFrom('s1', 's2', 'constructor'),
  fc.dictionary(fc.constantFrom('state', 'note', 'by'), fc.constantFrom('x', 'y', 'z'), { maxKeys: 3 }),
  { maxKeys: 3 },
);

/** Versions of one document, however it may have been edited: fields of every rule, known and unknown. */
function versionOf(type: string): fc.Arbitrary<HeaderDocument> {
  const fields = mergeRuleTable().filter((row) => row.type === type);
  const paths = fields.flatMap(({ field, rule }) => {
    if (rule === 'set')
      return ['one', 'two', 'v1.2', '__proto__', 'constructor'].map((item) => `${field}.${item}`);
    if (rule === 'map')
      return ['s1', 's2', 'constructor'].flatMap((key) =>
        ['state', 'note'].map((name) => `${field}.${key}.${name}`),
      );
    return [field];
  });
  const content = Object.fromEntries(
    fields.map(({ field, rule }) => [
      field,
      fc.oneof(
        { weight: 9, arbitrary: rule === 'set' ? someTexts : rule === 'map' ? entries : value },
        { weight: 1, arbitrary: value },
      ),
    ]),
  );
  const known = fc.record(
    { ...content, subject: value, archived: fc.boolean(), futureField: value },
    { requiredKeys: [] },
  );
  const stamps = fc.dictionary(
    fc.constantFrom(...paths, 'subject', 'archived', 'futureField', '__proto__'),
    stamp,
  );
  return fc
    .tuple(known, stamps, fc.integer({ min: 1, max: 3 }))
    .map(([own, at, v]) => ({ ...own, _id: `${type}:1`, type, v, stamps: at }) as unknown as HeaderDocument);
}

/** Now and then what is left of an erased record, or something that claims to be. */
function anyVersionOf(type: string): fc.Arbitrary<HeaderDocument> {
  const version = versionOf(type);
  return fc.oneof(
    { weight: 6, arbitrary: version },
    { weight: 1, arbitrary: version.map((doc) => eraseDocument(doc) as HeaderDocument) },
    { weight: 1, arbitrary: version.map((doc) => ({ ...doc, erased: true })) },
  );
}

const tripleOf = (version: (type: string) => fc.Arbitrary<HeaderDocument>) =>
  fc.constantFrom(...headerTypes).chain((type) => fc.tuple(version(type), version(type), version(type)));
const triple = tripleOf(anyVersionOf);
function same(a: TeamDocument, b: TeamDocument): void {
  expect(canonicalJson(a)).toBe(canonicalJson(b));
}

describe(`merge: ${RUNS} triples over all record types`, () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(triple, ([a, b]) => same(merge(a, b), merge(b, a))),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(triple, ([a, b, c]) => same(merge(merge(a, b), c), merge(a, merge(b, c)))),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('is idempotent: what has been merged once changes nothing when merged again', () => {
    fc.assert(
      fc.property(triple, ([a, b]) => {
        const once = merge(a, b);
        same(merge(once, once), once);
        same(merge(once, a), once);
        same(merge(b, once), once);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('brings two leaves and a version that holds one of them together, whichever comes first', () => {
    fc.assert(
      fc.property(triple, ([winner, leaf, local]) => {
        const closed = merge(winner, leaf);
        // What is closed is contained, and a machine that meets it late changes nothing.
        same(merge(closed, leaf), closed);
        same(merge(merge(local, leaf), winner), merge(local, closed));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('lets what is erased win over every edit, whichever comes first', () => {
    fc.assert(
      fc.property(tripleOf(versionOf), ([a, b]) => {
        const erased = eraseDocument(a);
        same(merge(erased, b), erased);
        same(merge(b, erased), erased);
        same(eraseDocument(erased), erased);
        const both = merge(erased, eraseDocument(b));
        same(merge(both, b), both);
        expect(both['stamps']).toEqual({});
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('lets what is no stamp win over none', () => {
    const base = { _id: 'ticket:1', type: 'ticket', v: 1, createdAt: '', createdBy: '', archived: false };
    for (const hostile of ['zzzzzzzzzzzzzzzzzzzz', 'zzzzzzzzz-zzz-z', '9', '\uffff']) {
      const forged = { ...base, subject: 'zz forged', stamps: { subject: hostile } } as HeaderDocument;
      const honest = { ...base, subject: 'honest', stamps: { subject: '0m0000001-000-A' } } as HeaderDocument;
      expect(merge(forged, honest)).toMatchObject({ subject: 'honest', stamps: honest.stamps });
      expect(merge(merge(honest, forged), forged)).toMatchObject({ subject: 'honest' });
    }
  });

  it('drops no field that either side has', () => {
    fc.assert(
      fc.property(tripleOf(versionOf), ([a, b]) => {
        const merged = merge(a, b);
        expect(Object.keys(merged)).toEqual(expect.arrayContaining([...Object.keys(a), ...Object.keys(b)]));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('keeps edits of different fields, made at the same time, both', () => {
    const base = {
      _id: 'ticket:1',
      type: 'ticket',
      v: 1,
      stamps: {},
      createdAt: '',
      createdBy: '',
      archived: false,
      subject: 'old',
      priority: 'low',
      tags: ['x'],
    } as HeaderDocument;
    const a = changeHeader(base, { subject: 'new', 'tags.y': true }, '0m0000002-000-A').header;
    const b = changeHeader(base, { priority: 'high', 'tags.x': false }, '0m0000001-000-B').header;
    expect(merge(a, b)).toMatchObject({ subject: 'new', priority: 'high', tags: ['y'] });
  });

  it('lets nobody write into the prototype of objects', () => {
    const evil = JSON.parse(
      '{"_id":"run:1","type":"run","v":1,"stamps":{"__proto__":"x"},"steps":{"__proto__":{"polluted":"yes"}},"__proto__":{"polluted":true}}',
    ) as HeaderDocument;
    const merged = merge(evil, { ...evil, stamps: {} });
    expect(merged['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
