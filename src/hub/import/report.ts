import type { ImportFailure } from '@shared/import/import-error';
import type { ImportError } from '@shared/import/import-error';
import type { ImportPlan } from '@shared/import/plan';
import { importer } from '@shared/i18n/en/importer';
import type { WriteCounts } from './write-plan';

const SHOWN = 20;

/** What a plan would do, for a terminal. */
export function describePlan(plan: ImportPlan): string {
  return [
    `Source: ${importer.profiles[plan.profile]}`,
    '',
    ...tableLines(plan),
    '',
    `Records: ${recordCounts(plan)}`,
    ...(plan.placeholders > 0
      ? [
          `  of them ${plan.placeholders} archived placeholders for what is referred to and is in none of the files`,
        ]
      : []),
    ...rejectedLines(plan),
  ].join('\n');
}

function tableLines(plan: ImportPlan): string[] {
  const head = ['table', 'rows', 'imported', 'repeated', 'set aside', 'rejected'];
  const lines = plan.tables.map((table) => [
    table.table,
    String(table.rows),
    String(table.imported),
    String(table.repeated),
    String(table.setAside),
    String(table.rejected.length),
  ]);
  const widths = head.map((title, index) =>
    Math.max(title.length, ...lines.map((cells) => (cells[index] ?? '').length)),
  );
  const align = (cells: string[]) =>
    cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ');
  const notes = plan.tables.flatMap(({ table, setAsideReason }) =>
    setAsideReason ? [`${table}: ${importer.setAsideReasons[setAsideReason]}`] : [],
  );
  return [align(head), ...lines.map(align), ...notes];
}

function recordCounts(plan: ImportPlan): string {
  const counts = new Map<string, number>();
  for (const { type } of plan.documents) counts.set(type, (counts.get(type) ?? 0) + 1);
  return `${plan.documents.length} (${[...counts].map(([type, count]) => `${count} ${type}`).join(', ')})`;
}

function rejectedLines(plan: ImportPlan): string[] {
  return plan.tables.flatMap(({ table, rejected, remarks }) => [
    ...problemLines(`Rejected rows of ${table}`, rejected),
    ...problemLines(`Remarks on ${table}`, remarks),
  ]);
}

function problemLines(title: string, problems: ImportPlan['tables'][number]['rejected']): string[] {
  if (problems.length === 0) return [];
  const lines = problems
    .slice(0, SHOWN)
    .map(
      ({ row, reason, value }) => `  row ${row}: ${importer.reasons[reason]}${value ? ` (${value})` : ''}`,
    );
  const more = problems.length > SHOWN ? [`  and ${problems.length - SHOWN} more`] : [];
  return ['', `${title}: ${problems.length}`, ...lines, ...more];
}

/** Where the columns go. */
export function describeMappings(plan: ImportPlan): string {
  const byTable = new Map<string, string[]>();
  for (const { table, column, target } of plan.mappings) {
    const lines = byTable.get(table) ?? [];
    lines.push(`  ${column} -> ${target || '(not used)'}`);
    byTable.set(table, lines);
  }
  return [...byTable].map(([table, lines]) => [`Columns of ${table}`, ...lines].join('\n')).join('\n');
}

export function describeCounts(counts: WriteCounts, verb: string): string {
  const changes = counts.new + counts.changed;
  return [
    `${verb}: ${changes} changes (${counts.new} new, ${counts.changed} changed), ${counts.unchanged} unchanged`,
    ...counts.refused.slice(0, SHOWN).map(({ id, reason }) => `  refused ${id}: ${reason}`),
    ...(counts.refused.length > 0 ? [`  ${counts.refused.length} refused by the server`] : []),
  ].join('\n');
}

/** Why a file cannot be imported. */
export function describeFailure({ code, file, facts }: ImportError): string {
  const words: Record<ImportFailure, string> = importer.failures;
  const values: Record<string, unknown> = { ...facts, file };
  return words[code].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
