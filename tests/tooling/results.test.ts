import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestModule, Vitest } from 'vitest/node';
import FailedReporter from '../../scripts/lib/failed-reporter.mjs';
import {
  checkFailures,
  failureLines,
  playwrightFailures,
  vitestFailures,
} from '../../scripts/lib/failures.mjs';
import { at } from '../../scripts/lib/project.mjs';
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

describe('npm test names what failed', () => {
  it('a step of check with its first problem', () => {
    const file = report([
      { name: 'types', ok: true, problems: [] },
      { name: 'lint', ok: false, problems: ['src/a.ts: no', 'src/b.ts: no'] },
    ]);
    expect(checkFailures(file)).toEqual(['lint: src/a.ts: no']);
  });

  it('a test, a group, a file and an error outside of tests, for vitest', () => {
    const file = report([
      {
        path: [at('tests', 'hub', 'api.test.ts'), 'the API > answers'],
        error: '\nexpected 1 to be 2\n  at …',
      },
      { path: [at('tests', 'hub', 'web.test.ts')], error: 'Cannot find module' },
      { path: [], error: '\u001b[31mconnect ECONNREFUSED\u001b[39m' },
    ]);
    expect(vitestFailures(file)).toEqual([
      `${join('tests', 'hub', 'api.test.ts')} › the API › answers: expected 1 to be 2`,
      `${join('tests', 'hub', 'web.test.ts')}: Cannot find module`,
      'outside of tests: connect ECONNREFUSED',
    ]);
  });

  it('a failed and a flaky test and a broken run, for Playwright', () => {
    const results = [{}, { error: { message: 'Timed out\nmore' } }];
    const spec = (title: string, status: string) => ({ title, tests: [{ status, results }] });
    const file = report({
      errors: [{ message: 'no browser' }],
      suites: [
        {
          title: 'queue.spec.ts',
          specs: [spec('opens', 'unexpected'), spec('shuts', 'expected')],
          suites: [{ title: 'keys', specs: [spec('move', 'flaky'), spec('rest', 'skipped')] }],
        },
      ],
    });
    expect(playwrightFailures(file)).toEqual([
      'outside of tests: no browser',
      'queue.spec.ts › opens: Timed out',
      'queue.spec.ts › keys › move: Timed out',
    ]);
  });

  it('the suite each belongs to, and how many more there are', () => {
    const suite = {
      suite: 'unit',
      failed: 22,
      failures: Array.from({ length: 22 }, (_, n) => `test ${n}: no`),
    };
    const lines = failureLines([{ suite: 'check', failed: 0, failures: [] }, suite]);
    expect(lines).toHaveLength(21);
    expect(lines[0]).toBe('FAILED unit     test 0: no');
    expect(lines[20]).toBe('FAILED … and 2 more');
  });

  it('a suite that failed without a report', () => {
    expect(vitestFailures(join(folder, 'no such file.json'))).toEqual([]);
    expect(failureLines([{ suite: 'sync', failed: 1, failures: [] }])).toEqual([
      'FAILED sync     ended badly without naming a test',
    ]);
  });

  it('what the reporter of vitest wrote down', () => {
    const errors = [{ message: 'no' }];
    const module = {
      moduleId: at('a.test.ts'),
      errors: () => [],
      children: {
        allSuites: () => [
          { fullName: 'sound', errors: () => [] },
          { fullName: 'hooks', errors: () => errors },
        ],
        allTests: (state: string) => [{ fullName: `hooks > ${state}`, result: () => ({ errors }) }],
      },
    };
    const outputFile = { failed: join(folder, 'failed.json') };
    const reporter = new FailedReporter();
    reporter.onInit({ config: { outputFile } } as unknown as Vitest);
    reporter.onTestRunEnd([module as unknown as TestModule], [{ message: 'nobody caught me' }]);
    expect(vitestFailures(outputFile.failed)).toEqual([
      'a.test.ts › hooks: no',
      'a.test.ts › hooks › failed: no',
      'outside of tests: nobody caught me',
    ]);
  });
});
