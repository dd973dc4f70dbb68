import { expect, it } from 'vitest';
import { reportText } from './diagnostics';

it('is a line for each figure, and does not name the server', () => {
  const text = reportText(
    {
      edition: 'browser',
      version: '0.4.0',
      serverVersion: '0.4.0',
      server: 'https://tuki.rakennus-oy.example',
      system: 'linux',
      browser: 'Chromium',
      persisted: true,
      usedMegabytes: 12.5,
    },
    {
      role: 'agent',
      device: 'K7',
      sync: { phase: 'live', unsent: 2, needsAttention: 1, quarantined: 0, lastVerifiedAt: null },
      records: { tickets: { stored: 41, unsent: 2, refused: { forbidden: 1 } } },
      files: { onServer: 3 },
      drafts: 1,
      errors: [{ what: 'TypeError app.js:1:2', count: 4, last: '2026-11-22T10:00:00.000Z' }],
    },
    '2026-11-22T12:00:00.000Z',
  );
  expect(text).not.toContain('rakennus');
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'at: 2026-11-22T12:00:00.000Z',
      'usedMegabytes: 12.5',
      'server: other',
      'sync.phase: live',
      'sync.lastVerifiedAt: null',
      'records.tickets.stored: 41',
      'records.tickets.refused.forbidden: 1',
      'files.onServer: 3',
      'errors.1.what: TypeError app.js:1:2',
      'errors.1.count: 4',
    ]),
  );
});
