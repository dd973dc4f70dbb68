import { parseArgs } from 'node:util';
import type { Entity } from '@shared/import/generic/fields';
import { entities, fieldsOf } from '@shared/import/generic/fields';
import type { ProfileName } from '@shared/import/plan';
import { profileNames } from '@shared/import/plan';
import { UsageError } from '../cli/options';

export interface ImportOptions {
  help: boolean;
  /** Files and folders. */
  paths: string[];
  dryRun: boolean;
  profile: ProfileName | undefined;
  entity: Entity | undefined;
  /** Column to field; an empty field keeps the column beside the record. */
  columns: Record<string, string>;
  timeZone: string;
  /** Another server than the hub of the data folder. */
  server: string | undefined;
  user: string | undefined;
  dataDir: string | undefined;
  /** Where the rejected rows are written as CSV. */
  rejects: string | undefined;
  yes: boolean;
}

const DEFAULT_ZONE = 'Europe/Helsinki';

/** Reads the command line. @throws UsageError */
export function readImportOptions(argv: readonly string[]): ImportOptions {
  const { values, positionals } = parse(argv);
  const help = values.help ?? false;
  if (positionals.length === 0 && !help) throw new UsageError('name at least one file or folder');
  if (values.server !== undefined && values.user === undefined) throw new UsageError('--server needs --user');
  if (values.server !== undefined && values['data-dir'] !== undefined) {
    throw new UsageError('--server and --data-dir exclude each other');
  }
  const profile = oneOf(profileNames, values.profile, '--profile');
  const entity = oneOf(entities, values.as, '--as');
  return {
    help,
    paths: positionals,
    dryRun: values['dry-run'] ?? false,
    profile,
    entity,
    columns: readColumns(values.map ?? [], entity),
    timeZone: values['time-zone'] ?? DEFAULT_ZONE,
    server: values.server,
    user: values.user,
    dataDir: values['data-dir'],
    rejects: values.rejects,
    yes: values.yes ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        profile: { type: 'string' },
        as: { type: 'string' },
        map: { type: 'string', multiple: true },
        'time-zone': { type: 'string' },
        server: { type: 'string' },
        user: { type: 'string' },
        'data-dir': { type: 'string' },
        rejects: { type: 'string' },
        yes: { type: 'boolean', short: 'y' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readColumns(pairs: readonly string[], entity: Entity | undefined): Record<string, string> {
  const known = new Set((entity ? [entity] : entities).flatMap(fieldsOf));
  return Object.fromEntries(
    pairs.map((pair) => {
      const split = pair.lastIndexOf('=');
      const [column, field] = [pair.slice(0, split), pair.slice(split + 1)];
      if (split < 1) throw new UsageError(`--map ${pair}: write COLUMN=FIELD`);
      if (field !== '' && !known.has(field)) {
        throw new UsageError(`--map ${pair}: no field ${field}; there are ${[...known].join(', ')}`);
      }
      return [column, field];
    }),
  );
}

function oneOf<T extends string>(
  allowed: readonly T[],
  text: string | undefined,
  option: string,
): T | undefined {
  const found = allowed.find((name) => name === text);
  if (text !== undefined && found === undefined) {
    throw new UsageError(`${option} is one of ${allowed.join(', ')}`);
  }
  return found;
}
