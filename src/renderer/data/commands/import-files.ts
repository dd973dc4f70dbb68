import type { ImportPlan } from '@shared/import/plan';
import type { ImportRequest } from '@shared/import/plan-import';
import type { SourceFile } from '@shared/import/source/read-source';
import type { ImportAnswer, ImportCall, ImportProblem, LoadedFiles } from '../import-messages';
import type { ImportCounts } from '../import-writer';
import { writeImport } from '../import-writer';
import { isDiskFull } from '../queries/disk-space';
import { createReplicaStore } from '../replica-store';
import type { Team } from '../team';

export type { ImportCounts } from '../import-writer';
export type { ImportProblem, LoadedFiles, TableFacts } from '../import-messages';

/** Files that somebody wants to import, read and planned in a worker. */
export interface ImportFiles {
  loaded: LoadedFiles;
  /** What would happen; may be asked again with other mappings. */
  plan(request: ImportRequest): Promise<ImportOutcome<ImportPlan>>;
  /** Ends the worker. */
  close(): void;
}

export type ImportOutcome<T> = { ok: true; value: T } | { ok: false; problem: ImportProblem };

type Question = { kind: 'load'; files: SourceFile[] } | { kind: 'plan'; request: ImportRequest };

/** Reads files. */
export async function openImportFiles(files: SourceFile[]): Promise<ImportOutcome<ImportFiles>> {
  const worker = new Worker(new URL('../import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'import',
  });
  const waiting = new Map<number, (answer: ImportAnswer) => void>();
  let lastId = 0;
  worker.addEventListener('message', (event: MessageEvent<ImportAnswer>) => {
    waiting.get(event.data.id)?.(event.data);
    waiting.delete(event.data.id);
  });
  // A worker that runs out of memory says nothing else.
  worker.addEventListener('error', () => {
    const problem: ImportProblem = { code: 'internal', file: '', facts: {} };
    for (const [id, resolve] of waiting) resolve({ id, kind: 'failed', problem });
    waiting.clear();
  });
  const ask = (question: Question) =>
    new Promise<ImportAnswer>((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      const call: ImportCall = { id: lastId, ...question };
      worker.postMessage(call);
    });

  const answer = await ask({ kind: 'load', files });
  if (answer.kind !== 'loaded') {
    worker.terminate();
    return { ok: false, problem: problemIn(answer) };
  }
  const value: ImportFiles = {
    loaded: answer.loaded,
    async plan(request) {
      const planned = await ask({ kind: 'plan', request });
      return planned.kind === 'planned'
        ? { ok: true, value: planned.plan }
        : { ok: false, problem: problemIn(planned) };
    },
    close: () => worker.terminate(),
  };
  return { ok: true, value };
}

function problemIn(answer: ImportAnswer): ImportProblem {
  return answer.kind === 'failed' ? answer.problem : { code: 'internal', file: '', facts: {} };
}

/** Writes a plan into this machine's database; the sync sends it on. */
export function importPlan(
  team: Team,
  plan: ImportPlan,
  control: { isStopped: () => boolean; onProgress: (done: number, total: number) => void },
): Promise<ImportCounts> {
  const { database, user, role } = team.session;
  return writeImport(plan.documents, {
    store: createReplicaStore(team.database),
    user: { name: user, roles: [database, `${database}:${role}`] },
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    onProgress: control.onProgress,
    // What is held for a full disk ends with the page, and an import is in no journal.
    isStopped: () => control.isStopped() || isDiskFull(),
  });
}
