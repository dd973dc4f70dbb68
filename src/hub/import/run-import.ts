import { createInterface } from 'node:readline/promises';
import { ImportError } from '@shared/import/import-error';
import { guessColumns, guessMapping } from '@shared/import/generic/mapping';
import type { TableMapping } from '@shared/import/generic/mapping';
import type { ImportPlan } from '@shared/import/plan';
import { planImport, readSources } from '@shared/import/plan-import';
import type { SourceTable } from '@shared/import/source/source-table';
import { withOperator } from '../cli/operator-client';
import { UsageError } from '../cli/options';
import { FolderInUseError } from '../lock';
import { readFiles } from './files';
import { IMPORT_HELP } from './help';
import type { ImportOptions } from './options';
import { readImportOptions } from './options';
import { describeCounts, describeFailure, describeMappings, describePlan } from './report';
import { writeRejects } from './rejects';
import type { TeamTarget } from './team-target';
import { existingOperatorTarget, operatorTarget, serverTarget } from './team-target';
import { writePlan } from './write-plan';

const STOPPED = 130;

/** Runs the import's command line and returns the exit code. */
export async function runImport(argv: readonly string[]): Promise<number> {
  try {
    const options = readImportOptions(argv);
    if (options.help) {
      process.stdout.write(IMPORT_HELP);
      return 0;
    }
    const tables = readSources(await readFiles(options.paths));
    const plan = planImport(tables, {
      timeZone: options.timeZone,
      today: `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`,
      profile: options.profile,
      mappings: mappingsOf(tables, options),
    });
    say(describePlan(plan));
    if (options.dryRun) say(`\n${describeMappings(plan)}`);
    if (options.rejects !== undefined) await writeRejects(options.rejects, plan);
    return await carryOut(plan, options);
  } catch (error) {
    return report(error);
  }
}

function mappingsOf(
  tables: readonly SourceTable[],
  { entity, columns }: ImportOptions,
): Record<string, TableMapping> {
  const named = new Set(tables.flatMap((table) => table.columns));
  const unknown = Object.keys(columns).find((column) => !named.has(column));
  if (unknown !== undefined) throw new UsageError(`--map: no column ${unknown}`);
  return Object.fromEntries(
    tables.map((table): [string, TableMapping] => {
      const guess = entity ? { entity, columns: guessColumns(table, entity) } : guessMapping(table);
      const own = Object.entries(columns).filter(([column]) => table.columns.includes(column));
      const taken = new Set(own.map(([, field]) => field));
      // A field that was given to another column on the command line is no longer guessed.
      const guessed = Object.entries(guess.columns).filter(([, field]) => !taken.has(field));
      return [table.name, { entity: guess.entity, columns: Object.fromEntries([...guessed, ...own]) }];
    }),
  );
}

async function carryOut(plan: ImportPlan, options: ImportOptions): Promise<number> {
  if (options.server !== undefined) {
    return write(await serverTarget(options.server, options.user ?? ''), plan, options);
  }
  let code = 0;
  await withOperator({ dataDir: options.dataDir }, async (ask) => {
    const target = options.dryRun ? await existingOperatorTarget(ask) : await operatorTarget(ask, say);
    if (target) code = await write(target, plan, options);
    else say('\nThere is no team yet; the import would make one.');
  });
  return code;
}

async function write(target: TeamTarget, plan: ImportPlan, options: ImportOptions): Promise<number> {
  const { dryRun } = options;
  if (!dryRun && !options.yes && !(await isAgreed(plan, target))) {
    say('Nothing was written.');
    return 0;
  }
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    const progress = progressLine();
    const counts = await writePlan(target, plan.documents, {
      dryRun,
      isStopped: () => stopped,
      onProgress: progress.show,
    });
    progress.end();
    say(
      `\n${describeCounts(counts, dryRun ? `Dry run against "${target.name}"` : `Imported into "${target.name}"`)}`,
    );
    if (counts.left > 0) {
      say(`Stopped with ${counts.left} records left. Run the same command again to go on.`);
      return STOPPED;
    }
    return counts.refused.length > 0 ? 1 : 0;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** Asks a person at a terminal; a script has said what it wants by running. */
async function isAgreed(plan: ImportPlan, target: TeamTarget): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return true;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await lines.question(
      `\nWrite ${plan.documents.length} records into "${target.name}"? [y/N] `,
    );
    return /^(y|yes|k|kyllä)$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

function progressLine() {
  const isTerminal = process.stdout.isTTY === true;
  let shown = false;
  return {
    show(done: number, total: number) {
      if (!isTerminal) return;
      shown = true;
      process.stdout.write(`\r  ${done} / ${total}`);
    },
    end() {
      if (shown) process.stdout.write('\n');
    },
  };
}

function report(error: unknown): number {
  if (error instanceof UsageError) return fail(`${error.message}\nSee --help.`, 2);
  if (error instanceof ImportError) return fail(describeFailure(error), 2);
  if (error instanceof FolderInUseError) return fail(`${error.message}.`, 3);
  return fail(`The import failed: ${(error as Error).message}`, 1);
}

function fail(text: string, exitCode: number): number {
  process.stderr.write(`${text}\n`);
  return exitCode;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
