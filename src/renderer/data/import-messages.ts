import type { ImportFailure } from '@shared/import/import-error';
import type { TableMapping } from '@shared/import/generic/mapping';
import type { ImportPlan, ProfileName } from '@shared/import/plan';
import type { ImportRequest } from '@shared/import/plan-import';
import type { SourceFile } from '@shared/import/source/read-source';

/** A table as the page needs it for its mapping; its rows stay in the worker. */
export interface TableFacts {
  name: string;
  columns: readonly string[];
  /** The first value that is not empty, for each column. */
  examples: readonly string[];
  guess: TableMapping;
}

export interface LoadedFiles {
  profile: ProfileName;
  tables: TableFacts[];
}

/** Why a file or a mapping cannot be imported. */
export interface ImportProblem {
  code: ImportFailure | 'internal';
  file: string;
  facts: Readonly<Record<string, string | number>>;
}

export type ImportCall =
  { id: number; kind: 'load'; files: SourceFile[] } | { id: number; kind: 'plan'; request: ImportRequest };

export type ImportAnswer =
  | { id: number; kind: 'loaded'; loaded: LoadedFiles }
  | { id: number; kind: 'planned'; plan: ImportPlan }
  | { id: number; kind: 'failed'; problem: ImportProblem };
