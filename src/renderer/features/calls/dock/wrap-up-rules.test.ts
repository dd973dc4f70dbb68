import { describe, expect, it } from 'vitest';
import { firstLineOf, promisesCallback, reachesByOutcome, timesProblem } from './wrap-up-rules';

describe('wrap-up', () => {
  it.each([
    ['solved', true],
    ['ticket', true],
    ['callback', true],
    ['handedOver', true],
    ['notReached', false],
    ['wrongNumber', false],
    ['an outcome of the team', true],
  ])('%s reached the customer: %s', (outcome, reached) => {
    expect(reachesByOutcome(outcome)).toBe(reached);
  });

  it('asks when to call back only where that was promised', () => {
    expect(promisesCallback('callback')).toBe(true);
    expect(promisesCallback('solved')).toBe(false);
  });

  it('calls back about the first line of the notes', () => {
    expect(firstLineOf('\n  Kassa ei avaudu \nLoki pyydetty')).toBe('Kassa ei avaudu');
    expect(firstLineOf('')).toBe('');
    expect(firstLineOf(`${'sana '.repeat(23)}viimeinen`)).toBe(`${'sana '.repeat(22)}sana…`);
    expect(firstLineOf('x'.repeat(200))).toBe(`${'x'.repeat(60)}…`);
  });

  it.each([
    ['2026-11-20T08:00:00Z', '2026-11-20T08:04:00Z', null],
    ['2026-11-20T08:00:00Z', '', null],
    ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z', null],
    ['2026-11-20T08:00:00Z', '2026-11-20T07:59:00Z', 'endBeforeStart'],
    ['2026-11-20T10:00:00Z', '', 'inFuture'],
    ['2026-11-20T08:00:00Z', '2026-11-20T10:00:00Z', 'inFuture'],
  ])('from %s to %s: %s', (startedAt, endedAt, problem) => {
    expect(timesProblem(startedAt, endedAt, '2026-11-20T09:00:00Z')).toBe(problem);
  });
});
