import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '@shared/couchdb-sync/types';
import { pillParts, toldReason } from './pill-parts';

const calm: SyncStatus = {
  phase: 'live',
  unsent: 0,
  needsAttention: 0,
  quarantined: 0,
  lastVerifiedAt: '2026-11-21T10:00:00.000Z',
};

describe('sync pill', () => {
  it('is quiet when everything is on the server', () => {
    expect(pillParts(calm)).toEqual({ tone: 'quiet', word: 'verified', waiting: 0, attention: 0 });
  });
  it('never counts a refused record as one that is merely waiting', () => {
    expect(pillParts({ ...calm, unsent: 3, needsAttention: 1 })).toMatchObject({ waiting: 2, attention: 1 });
  });
  it('counts refused records and unreadable ones, without blaming the connection', () => {
    const status = { ...calm, unsent: 1, needsAttention: 1, quarantined: 2 };
    expect(pillParts(status)).toMatchObject({ tone: 'quiet', word: 'verified', attention: 3 });
  });
  it('asks to sign in, and tells a lock or a swapped server from a missing network', () => {
    expect(pillParts({ ...calm, phase: 'needsLogin' }).word).toBe('login');
    const lastError = {
      code: 'unreachable',
      message: 'fetch failed',
      at: '2026-11-21T10:00:00.000Z',
    } as const;
    expect(pillParts({ ...calm, phase: 'offline', lastError })).toMatchObject({
      tone: 'warning',
      word: 'offline',
    });
    for (const phase of ['lockedOut', 'noRights', 'serverChanged'] as const)
      expect(pillParts({ ...calm, phase })).toMatchObject({ tone: 'problem', word: 'problem' });
  });
  it('does not claim a verification that has never been', () => {
    expect(pillParts({ ...calm, lastVerifiedAt: null }).word).toBe('notVerified');
  });
  it('does not say "no connection" before anything has failed', () => {
    expect(pillParts({ ...calm, phase: 'offline' })).toMatchObject({ tone: 'quiet', word: 'verified' });
    expect(pillParts({ ...calm, phase: 'offline', lastVerifiedAt: null }).word).toBe('connecting');
  });
  it('has words for what a network does, and leaves the rest to the phase', () => {
    expect(toldReason('notTheServer')).toBe('notTheServer');
    expect(toldReason('unauthorized')).toBeNull();
  });
});
