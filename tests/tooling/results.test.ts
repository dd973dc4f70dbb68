import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkCounts,
  listedTests,
  playwrightCounts,
  summaryLine,
  vitestCounts,
} from '../../scripts/lib/results.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luuri results ä '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('npm test counts', () => {
  it('one test a step of check', () => {
    expect(checkCounts(report([{ ok: true }, { ok: false }, { ok: true }]), 1)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
    });
  });

  it('what vitest passed, failed and skipped', () => {
    const file = report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
    expect(vitestCounts(file, 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('a test file that does not load as failed', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(vitestCounts(report({ numPassedTests: 5, testResults }), 1).failed).toBe(1);
  });

  it('what Playwright passed, and a flaky test as failed', () => {
    const file = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } });
    expect(playwrightCounts(file, 1)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('a suite that ran nothing, crashed or left half a report as failed', () => {
    expect(vitestCounts(report({ numPassedTests: 0 }), 0).failed).toBe(1);
    expect(vitestCounts(report({ numPassedTests: 3 }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(playwrightCounts(report('{"stats": {"expec'), 1).failed).toBe(1);
    expect(playwrightCounts(join(folder, 'no such file.json'), 0).failed).toBe(1);
    expect(checkCounts(report([]), 0).failed).toBe(1);
  });

  it('everything in one plain last line', () => {
    const line = summaryLine([
      { passed: 6, failed: 0, skipped: 0 },
      { passed: 10, failed: 1, skipped: 4 },
    ]);
    expect(line).toBe('16 passed, 1 failed, 4 skipped');
  });

  it('skipped Electron tests by name', () => {
    const listing = {
      suites: [
        {
          title: 'shell.spec.ts',
          specs: [{ title: 'opens one window' }],
          suites: [{ title: 'navigation', specs: [{ title: 'stays on its origin' }] }],
        },
      ],
    };
    expect(listedTests(JSON.stringify(listing))).toEqual([
      'shell.spec.ts › opens one window',
      'shell.spec.ts › navigation › stays on its origin',
    ]);
  });
});
