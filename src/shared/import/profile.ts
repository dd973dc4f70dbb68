import type { ImportPlan, PlanOptions, ProfileName } from './plan';
import type { SourceTable } from './source/source-table';

/** How the files of one kind of source become records. */
export interface ImportProfile {
  name: ProfileName;
  /** Whether these tables are of this kind. */
  fits(tables: readonly SourceTable[]): boolean;
  plan(tables: readonly SourceTable[], options: PlanOptions): ImportPlan;
}
