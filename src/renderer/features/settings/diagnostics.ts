import type { MachineNumbers } from '@renderer/data/queries/diagnostics';
import type { MachineFacts } from './machine-facts';

/**
 * A report for whoever supports Luuri: versions, sizes, the state of the sync, errors. A line for each figure, so that
 * a person can read it before it is sent. The address of the server is left out: it names the company.
 */
export function reportText({ server, ...facts }: MachineFacts, numbers: MachineNumbers, at: string): string {
  const report = { at, ...facts, server: server === '' ? 'thisComputer' : 'other', ...numbers };
  return `${linesOf('', report).join('\n')}\n`;
}

function linesOf(path: string, value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.length === 0
      ? [`${path}: 0`]
      : value.flatMap((each, index) => linesOf(`${path}.${index + 1}`, each));
  }
  if (typeof value === 'object' && value !== null) {
    const prefix = path === '' ? '' : `${path}.`;
    return Object.entries(value).flatMap(([key, each]) => linesOf(prefix + key, each));
  }
  return [`${path}: ${String(value)}`];
}
