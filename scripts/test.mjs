// npm test: everything a change must pass, on a machine that may have nothing but Node. Ends with one line
// "N passed, N failed, N skipped".
import { mkdirSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ensureChromium } from './lib/chromium.mjs';
import { hasDisplay, obtainElectron } from './lib/electron.mjs';
import { checkFailures, failureLines, playwrightFailures, vitestFailures } from './lib/failures.mjs';
import { ensureInstalled, nodeProblem } from './lib/install.mjs';
import { at, isBuilt, ROOT } from './lib/project.mjs';
import { checkCounts, listedTests, playwrightCounts, summaryLine, vitestCounts } from './lib/results.mjs';
import { capture, passThrough } from './lib/run.mjs';

const REPORTS = at('test-results');
const VITEST = at('node_modules', 'vitest', 'vitest.mjs');
const FAILED_REPORTER = at('scripts', 'lib', 'failed-reporter.mjs');
const PLAYWRIGHT = at('node_modules', '@playwright', 'test', 'cli.js');
const ELECTRON_CONFIG = ['-c', 'playwright.electron.config.ts'];

/**
 * How a suite went, and what failed in it.
 *
 * @typedef {import('./lib/results.mjs').Counts & { failures?: string[] }} Outcome
 */

/** @param {string[]} args a Node script and its arguments */
const node = (...args) => passThrough(process.execPath, args, { cwd: ROOT });

async function check() {
  const report = at('test-results', 'check.json');
  const counts = checkCounts(report, await node(at('scripts', 'check.mjs'), '--json', report));
  return { ...counts, failures: checkFailures(report) };
}

/** @param {'unit' | 'sync'} project */
async function vitest(project) {
  const report = at('test-results', `${project}.json`);
  const failed = at('test-results', `${project}-failed.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--reporter=${FAILED_REPORTER}`];
  const files = [`--outputFile.json=${report}`, `--outputFile.failed=${failed}`];
  const counts = vitestCounts(
    report,
    await node(VITEST, 'run', '--project', project, ...reporters, ...files),
  );
  return { ...counts, failures: vitestFailures(failed) };
}

/** @param {string} report @param {number} code */
function browserTests(report, code) {
  return { ...playwrightCounts(report, code), failures: playwrightFailures(report) };
}

async function e2e() {
  if (!(await ensureChromium())) return { passed: 0, failed: 1, skipped: 0 };
  return browserTests(at('test-results', 'e2e.json'), await node(PLAYWRIGHT, 'test'));
}

async function electron() {
  const virtual = hasDisplay() ? [] : await virtualDisplay();
  const why = !virtual
    ? 'there is no display'
    : (await obtainElectron())
      ? undefined
      : 'the binary cannot be had here';
  const report = at('test-results', 'electron.json');
  if (why === undefined && virtual) {
    const [command = '', ...args] = [...virtual, process.execPath, PLAYWRIGHT, 'test', ...ELECTRON_CONFIG];
    return browserTests(report, await passThrough(command, args, { cwd: ROOT }));
  }
  const list = [PLAYWRIGHT, 'test', ...ELECTRON_CONFIG, '--list', '--reporter=json'];
  const { code, stdout } = await capture(process.execPath, list, { cwd: ROOT });
  const names = code === 0 ? listedTests(stdout) : [];
  console.log(`SKIPPED: the Electron tests did not run, because ${why}:`);
  for (const name of names) console.log(`  skipped  ${name}`);
  return { passed: 0, failed: names.length === 0 ? 1 : 0, skipped: names.length };
}

/** @returns {Promise<string[] | undefined>} a command that gives the rest of its line a display */
async function virtualDisplay() {
  const { code } = await capture('xvfb-run', ['--help'], { cwd: ROOT });
  return code === 127 ? undefined : ['xvfb-run', '-a'];
}

/** @type {[string, () => Promise<Outcome>][]} */
const SUITES = [
  ['check', check],
  ['unit', () => vitest('unit')],
  ['sync', () => vitest('sync')],
  ['e2e', e2e],
  ['electron', electron],
];

async function prepare() {
  const problem = nodeProblem(ROOT);
  if (problem) console.error(problem);
  if (problem || !(await ensureInstalled(ROOT))) return false;
  return isBuilt() || (await node(at('scripts', 'build.mjs'))) === 0;
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
/** @type {(Outcome & { suite: string })[]} */
const all = [];
/** @type {string[]} */
const table = [];
if (await prepare()) {
  for (const [name, run] of SUITES) {
    console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
    const started = performance.now();
    const outcome = await run();
    const seconds = Math.round((performance.now() - started) / 1000);
    all.push({ suite: name, ...outcome });
    table.push(`${name.padEnd(9)} ${summaryLine([outcome])}  (${seconds} s)`);
  }
} else {
  all.push({ suite: 'prepare', passed: 0, failed: 1, skipped: 0 });
  table.push('preparation failed');
}
// The end of the output is what is kept of it: a failure must be known by name there.
console.log(`\n${[...table, ...failureLines(all)].join('\n')}`);
console.log(summaryLine(all));
process.exitCode = all.some((counts) => counts.failed > 0) ? 1 : 0;
