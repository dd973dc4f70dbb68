import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './project.mjs';
import { readReport } from './results.mjs';

/** How many failures are named at most: the end of an output is what people and machines keep of it. */
const MOST = 20;
const LONGEST = 300;

/** @param {unknown} text @returns {string} its first line that says something */
function firstLine(text) {
  const lines = stripVTControlCharacters(String(text ?? '')).split('\n');
  return (lines.find((line) => line.trim()) ?? '').trim().slice(0, LONGEST);
}

/** @param {string[]} path @param {unknown} error */
const named = (path, error) => `${path.join(' › ').replaceAll(' > ', ' › ')}: ${firstLine(error)}`;

/**
 * @param {string} file report of `npm run check -- --json`
 * @returns {string[]} "step: its first problem"
 */
export function checkFailures(file) {
  /** @type {{ name: string, ok: boolean, problems: string[] }[]} */
  const steps = readReport(file) ?? [];
  return steps.filter((step) => !step.ok).map(({ name, problems }) => named([name], problems[0]));
}

/**
 * @param {string} file report of `failed-reporter.mjs`
 * @returns {string[]} "file › group › title: first line of the error"
 */
export function vitestFailures(file) {
  /** @type {{ path: string[], error: string }[]} */
  const failed = readReport(file) ?? [];
  return failed.map(({ path: [module = '', ...names], error }) =>
    named([module ? relative(ROOT, module) : 'outside of tests', ...names], error),
  );
}

/**
 * @param {string} file report of Playwright's json reporter
 * @returns {string[]} "file › group › title: first line of the error"
 */
export function playwrightFailures(file) {
  const report = readReport(file) ?? {};
  /** @type {string[]} */
  const failures = (report.errors ?? []).map((/** @type {any} */ error) =>
    named(['outside of tests'], error.message),
  );
  /** @param {any} suite @param {string[]} path */
  const visit = (suite, path) => {
    const below = suite.title ? [...path, suite.title] : path;
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests ?? []) {
        if (test.status !== 'unexpected' && test.status !== 'flaky') continue;
        const failed = (test.results ?? []).find((/** @type {any} */ result) => result.error);
        failures.push(named([...below, spec.title], failed?.error.message ?? test.status));
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, below);
  };
  for (const suite of report.suites ?? []) visit(suite, []);
  return failures;
}

/**
 * @param {{ suite: string, failed: number, failures?: string[] }[]} suites how many failed, and those that have a name
 * @returns {string[]} one line a failure, and one for those that are too many
 */
export function failureLines(suites) {
  const lines = suites.flatMap(({ suite, failed, failures = [] }) => {
    const found = failures.length === 0 && failed > 0 ? ['ended badly without naming a test'] : failures;
    return found.map((failure) => `FAILED ${suite.padEnd(8)} ${failure}`);
  });
  const more = lines.length - MOST;
  return more > 0 ? [...lines.slice(0, MOST), `FAILED … and ${more} more`] : lines;
}
