import { readIfThere } from './project.mjs';

/**
 * How a suite went.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * A suite that ran nothing, or ended badly without a failed test, has failed: a crash must not look like success.
 *
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
function honest(counts, exitCode) {
  const ran = counts.passed + counts.failed + counts.skipped;
  const silent = counts.failed === 0 && (exitCode !== 0 || ran === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {string} file JSON report
 * @returns {any} undefined when there is none or it was cut short
 */
export function readReport(file) {
  try {
    return JSON.parse(readIfThere(file) ?? '');
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file report of `npm run check -- --json`
 * @param {number} exitCode
 * @returns {Counts} one test a step
 */
export function checkCounts(file, exitCode) {
  /** @type {{ ok: boolean }[]} */
  const steps = readReport(file) ?? [];
  const passed = steps.filter((step) => step.ok).length;
  return honest({ passed, failed: steps.length - passed, skipped: 0 }, exitCode);
}

/**
 * @param {string} file report of vitest's json reporter
 * @param {number} exitCode
 * @returns {Counts}
 */
export function vitestCounts(file, exitCode) {
  const report = readReport(file) ?? {};
  const counts = {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
  // A file that does not load fails its suite without failing a test.
  const unloaded = (report.testResults ?? []).filter(
    (/** @type {any} */ suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
  return honest({ ...counts, failed: counts.failed + unloaded }, exitCode);
}

/**
 * @param {string} file report of Playwright's json reporter
 * @param {number} exitCode
 * @returns {Counts}
 */
export function playwrightCounts(file, exitCode) {
  const stats = readReport(file)?.stats ?? {};
  const counts = {
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
    skipped: stats.skipped ?? 0,
  };
  return honest(counts, exitCode);
}

/**
 * The names of all tests in a listing of Playwright.
 *
 * @param {string} listing output of `playwright test --list --reporter=json`
 * @returns {string[]} "file › group › title"
 */
export function listedTests(listing) {
  /** @type {string[]} */
  const names = [];
  /** @param {any} suite @param {string[]} path */
  const visit = (suite, path) => {
    const below = suite.title ? [...path, suite.title] : path;
    for (const spec of suite.specs ?? []) names.push([...below, spec.title].join(' › '));
    for (const inner of suite.suites ?? []) visit(inner, below);
  };
  for (const suite of JSON.parse(listing).suites ?? []) visit(suite, []);
  return names;
}

/**
 * The one line that `npm test` ends with.
 *
 * @param {Counts[]} all
 */
export function summaryLine(all) {
  const sum = (/** @type {keyof Counts} */ key) => all.reduce((total, counts) => total + counts[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}
