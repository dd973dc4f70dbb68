import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@shared/lib/canonical-json';
import type { EventDocument, HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { isHeader } from '@shared/domain/record/documents';
import { merge } from '@shared/domain/record/merge';
import { applyEvent } from '@shared/domain/record/write';
import { shapeProblem } from '@shared/domain/validation/shape';
import { collectionSchemas } from '@renderer/data/database';

// What the first version wrote, never edited: today's code must read it for ever (docs/migrations.md).
function frozen<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/schema-v1/${name}`, import.meta.url), 'utf8')) as T;
}

const documents = frozen<TeamDocument[]>('documents.json');
const headers = documents.filter(isHeader);
const events = documents.filter((document): document is EventDocument => document.type === 'event');

describe('documents of schema 1', () => {
  it('are of every type and kind that version wrote', () => {
    expect(new Set(headers.map((header) => header.type)).size).toBe(15);
    expect(new Set(events.map((event) => event.kind)).size).toBe(12);
  });

  it('are well-formed for today', () => {
    expect(documents.map((document) => [document._id, shapeProblem(document)])).toEqual(
      documents.map((document) => [document._id, null]),
    );
  });

  it('come out of a merge as they went in', () => {
    for (const document of documents) {
      expect(canonicalJson(merge(document, structuredClone(document)))).toBe(canonicalJson(document));
    }
  });

  it('take the changes that their events tell', () => {
    const byId = new Map<string, HeaderDocument>(headers.map((header) => [header._id, header]));
    const applied = events.flatMap((event) => {
      const header = byId.get(event.about);
      return header && event.changes ? [applyEvent(header, event)] : [];
    });
    expect(applied.length).toBeGreaterThan(0);
    expect(applied.map(shapeProblem)).toEqual(applied.map(() => null));
  });
});

describe('local collections of schema 1', () => {
  it('are opened by today’s code under the same version with the same columns', () => {
    const today = collectionSchemas();
    for (const [name, schema] of Object.entries(
      frozen<Record<string, { version: number }>>('collections.json'),
    )) {
      const now = today[name];
      // A collection of a later version must bring a migration; one of the same version must be the same.
      if (now?.version === schema.version) expect(now, name).toEqual(schema);
      else expect(now?.version, name).toBeGreaterThan(schema.version);
    }
  });
});
