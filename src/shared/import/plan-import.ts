import type { TableMapping } from './generic/mapping';
import { planGeneric } from './generic/generic';
import { incidentLog } from './incident-log/incident-log';
import type { ImportLimits } from './limits';
import { DEFAULT_LIMITS } from './limits';
import { checkTimeZone } from './moments';
import type { ImportPlan, PlanOptions, ProfileName } from './plan';
import type { SourceFile } from './source/read-source';
import { readSource } from './source/read-source';
import type { SourceTable } from './source/source-table';
import { zendeskExport } from './zendesk/zendesk-export';

export interface ImportRequest extends PlanOptions {
  /** Recognised by the tables' columns when it is not given. */
  profile?: ProfileName | undefined;
  /** Mappings of the generic profile, by table name; guessed for the tables that have none. */
  mappings?: Readonly<Record<string, TableMapping>> | undefined;
  limits?: ImportLimits | undefined;
}

const profiles = [incidentLog, zendeskExport];

/** The tables of several files. @throws ImportError */
export function readSources(
  files: readonly SourceFile[],
  limits: ImportLimits = DEFAULT_LIMITS,
): SourceTable[] {
  return files.flatMap((file) => readSource(file, limits));
}

export function recogniseProfile(tables: readonly SourceTable[]): ProfileName {
  return profiles.find((profile) => profile.fits(tables))?.name ?? 'generic';
}

/**
 * What an import of these tables would write. Pure: the same tables give the same documents, whoever imports, when
 * and how often.
 *
 * @throws ImportError
 */
export function planImport(tables: readonly SourceTable[], request: ImportRequest): ImportPlan {
  checkTimeZone(request.timeZone);
  const name = request.profile ?? recogniseProfile(tables);
  const profile = profiles.find((candidate) => candidate.name === name);
  return profile ? profile.plan(tables, request) : planGeneric(tables, request, request.mappings);
}
