// npm run check: every rule that a machine can hold. Each step says how much it looked at, and one that
// looked at nothing fails: a checker pointed at the wrong folder must not pass.
//   --only types,lint   only these steps
//   --planted           the deliberately wrong files of tests/lint-rules, which must be reported
//   --json FILE         the outcome for other programs
import { rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/project.mjs';

/**
 * What one step found, and how much it looked at.
 *
 * @typedef {{ checked: number, unit?: string, problems: string[], warnings?: string[] }} Outcome
 */

/** @type {Record<string, () => Promise<(root: string) => Outcome | Promise<Outcome>>>} */
const STEPS = {
  types: async () => (await import('./check/types.mjs')).checkTypes,
  lint: async () => (await import('./check/lint.mjs')).checkLint,
  files: async () => (await import('./check/files.mjs')).checkFiles,
  i18n: async () => (await import('./check/i18n.mjs')).checkI18n,
  unused: async () => (await import('./check/unused.mjs')).checkUnused,
  format: async () => (await import('./check/format.mjs')).checkFormat,
};

/**
 * Runs one step. A step that breaks has failed.
 *
 * @param {string} name
 * @param {string} root absolute path of the tree to check
 * @returns {Promise<Outcome>}
 */
export async function runStep(name, root) {
  const load = STEPS[name];
  if (!load)
    return { checked: 0, problems: [`there is no step "${name}"; steps: ${Object.keys(STEPS).join(', ')}`] };
  try {
    const outcome = await (await load())(root);
    if (outcome.checked === 0 && outcome.problems.length === 0) outcome.problems.push('looked at nothing');
    return outcome;
  } catch (error) {
    return { checked: 0, problems: [error instanceof Error ? error.message : String(error)] };
  }
}

/**
 * @param {string} name
 * @param {Outcome} outcome
 * @param {number} seconds
 */
function report(name, { checked, unit = 'files', problems, warnings = [] }, seconds) {
  for (const warning of warnings) console.log(`  warning: ${warning}`);
  for (const problem of problems) console.log(`  ${problem}`);
  const verdict = problems.length === 0 ? 'ok    ' : 'FAILED';
  console.log(
    `${verdict} ${name.padEnd(7)} ${checked} ${unit}, ${problems.length} problems, ${seconds.toFixed(1)} s`,
  );
}

async function main() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, planted: { type: 'boolean' }, json: { type: 'string' } },
  });
  const planted = values.planted ? (await import('./check/planted.mjs')).plantedTree() : undefined;
  const root = planted ?? ROOT;
  /** @type {{ name: string, ok: boolean, problems: string[] }[]} */
  const results = [];
  const waiting = values.only?.split(',') ?? Object.keys(STEPS);
  const runWaiting = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const started = performance.now();
      const outcome = await runStep(name, root);
      report(name, outcome, (performance.now() - started) / 1000);
      results.push({ name, ok: outcome.problems.length === 0, problems: outcome.problems });
    }
  };
  // Most steps are programs of their own that use one core.
  await Promise.all([runWaiting(), runWaiting()]);
  if (values.json) writeFileSync(resolve(values.json), JSON.stringify(results));
  if (planted) rmSync(planted, { recursive: true, force: true });
  process.exitCode = results.every((result) => result.ok) ? 0 : 1;
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
