import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mergeRuleTable } from './merge-rules';

/** `type.field: rule` lines of the table in docs/conflicts.md. */
function documentedRules(): string[] {
  const text = readFileSync(new URL('../../../../docs/conflicts.md', import.meta.url), 'utf8');
  const table = text.slice(text.search(/^\| Record /m), text.indexOf('Events have no rule'));
  return table
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => {
      const [, type = '', cells = ''] = line.split('|').map((cell) => cell.trim());
      return cells.split(' · ').flatMap((cell) => {
        const [fields = '', rule = ''] = cell.split(': ');
        return fields.split(', ').map((field) => `${type}.${field}: ${rule}`);
      });
    })
    .sort();
}

describe('merge rules', () => {
  it('are those that docs/conflicts.md tells', () => {
    const common = new Set(['createdAt', 'createdBy', 'sourceId']);
    const inCode = new Set(
      mergeRuleTable().map(
        ({ type, field, rule }) => `${common.has(field) ? 'every header' : type}.${field}: ${rule}`,
      ),
    );
    expect(documentedRules()).toEqual([...inCode].sort());
  });
});
