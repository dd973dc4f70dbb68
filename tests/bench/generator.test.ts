import { describe, expect, it } from 'vitest';
import { shapeProblem } from '@shared/domain/validation/shape';
import { generateTeam } from './generator';

const sizes = {
  tickets: 300,
  eventsPerTicket: 3,
  calls: 200,
  customers: 20,
  runs: 10,
  now: '2026-11-22T10:00:00.000Z',
};

describe('generated teams', () => {
  it('are the same for the same seed, and others for another', () => {
    const first = JSON.stringify([...generateTeam({ ...sizes, seed: 1 })]);
    expect(JSON.stringify([...generateTeam({ ...sizes, seed: 1 })])).toBe(first);
    expect(JSON.stringify([...generateTeam({ ...sizes, seed: 2 })])).not.toBe(first);
  });

  it('have the sizes asked for, well-formed documents and no id twice', () => {
    const documents = [...generateTeam({ ...sizes, seed: 1 })].flat();
    const count = (type: string) => documents.filter((document) => document.type === type).length;
    expect([
      count('ticket'),
      count('event'),
      count('call'),
      count('customer'),
      count('contact'),
      count('run'),
    ]).toEqual([300, 900 + 200, 200, 20, 40, 10]);
    expect(new Set(documents.map(({ _id }) => _id)).size).toBe(documents.length);
    expect(documents.map(shapeProblem).filter(Boolean)).toEqual([]);
  });

  it('come in batches that fit a request', () => {
    for (const batch of generateTeam({ ...sizes, seed: 1 })) expect(batch.length).toBeLessThanOrEqual(1_000);
  });
});
