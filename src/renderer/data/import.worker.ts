import '@shared/lib/zod-without-eval';
import { guessMapping } from '@shared/import/generic/mapping';
import { ImportError } from '@shared/import/import-error';
import { planImport, readSources, recogniseProfile } from '@shared/import/plan-import';
import type { SourceTable } from '@shared/import/source/source-table';
import type { ImportAnswer, ImportCall, ImportProblem, TableFacts } from './import-messages';

// Reading and planning a large file takes seconds; here it never holds up what somebody types.
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;
let tables: SourceTable[] = [];

scope.addEventListener('message', (event) => {
  const call = (event as MessageEvent<ImportCall>).data;
  scope.postMessage(answer(call));
});

function answer(call: ImportCall): ImportAnswer {
  try {
    if (call.kind === 'plan') return { id: call.id, kind: 'planned', plan: planImport(tables, call.request) };
    tables = readSources(call.files);
    const loaded = { profile: recogniseProfile(tables), tables: tables.map(factsOf) };
    return { id: call.id, kind: 'loaded', loaded };
  } catch (error) {
    return { id: call.id, kind: 'failed', problem: problemOf(error) };
  }
}

function problemOf(error: unknown): ImportProblem {
  if (error instanceof ImportError) return { code: error.code, file: error.file, facts: error.facts };
  console.error(error);
  return { code: 'internal', file: '', facts: {} };
}

function factsOf(table: SourceTable): TableFacts {
  const examples = table.columns.map(
    (_, index) => table.rows.find(({ cells }) => (cells[index] ?? '').trim() !== '')?.cells[index] ?? '',
  );
  return {
    name: table.name,
    columns: table.columns,
    examples: examples.map((text) => text.slice(0, 80)),
    guess: guessMapping(table),
  };
}
