import { parseArgs } from 'node:util';

/** A mistake in the command line; the message is for the person who typed it. */
export class UsageError extends Error {}

const COMMANDS = ['serve', 'members', 'provision', 'close-leaves', 'compact', 'backup', 'restore'] as const;
type Command = (typeof COMMANDS)[number];

/** These take further words. */
const WITH_REST: readonly Command[] = ['members', 'backup', 'restore'];

export interface CliOptions {
  command: Command | 'help' | 'version';
  /** What follows the command. */
  rest: string[];
  port: number | undefined;
  host: string | undefined;
  expose: boolean;
  dataDir: string | undefined;
  /** Address of a CouchDB. */
  couch: string | undefined;
  /** How long it may take to answer. */
  couchTimeoutMs: number | undefined;
  hostNames: string[] | undefined;
  staticFolder: string | undefined;
  heartbeatMs: number | undefined;
  name: string | undefined;
  role: string | undefined;
  team: string | undefined;
  user: string | undefined;
  language: 'fi' | 'en' | undefined;
  dryRun: boolean;
}

/** Reads the command line. Throws `UsageError`. */
export function readOptions(argv: readonly string[]): CliOptions {
  const { values, positionals } = parse(argv);
  const [first = 'serve', ...rest] = positionals;
  const command = COMMANDS.find((known) => known === first);
  if (!command) throw new UsageError(`unknown command: ${first}`);
  if (!WITH_REST.includes(command) && rest.length > 0) throw new UsageError(`unexpected: ${rest.join(' ')}`);
  return {
    command: values.help ? 'help' : values.version ? 'version' : command,
    rest,
    port: wholeNumber(values.port, '--port', 0, 65_535),
    host: values.host,
    expose: values.expose ?? false,
    dataDir: values['data-dir'],
    couch: values.couch,
    couchTimeoutMs: milliseconds(wholeNumber(values['couch-timeout'], '--couch-timeout', 1, 3_600)),
    hostNames: values['host-name'],
    staticFolder: values.static,
    heartbeatMs: wholeNumber(values.heartbeat, '--heartbeat', 100, 600_000),
    name: values.name,
    role: values.role,
    team: values.team,
    user: values.user,
    language: language(values.language),
    dryRun: values['dry-run'] ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        expose: { type: 'boolean' },
        'data-dir': { type: 'string' },
        couch: { type: 'string' },
        'couch-timeout': { type: 'string' },
        'host-name': { type: 'string', multiple: true },
        static: { type: 'string' },
        heartbeat: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        team: { type: 'string' },
        user: { type: 'string' },
        language: { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function language(text: string | undefined): 'fi' | 'en' | undefined {
  if (text === undefined || text === 'fi' || text === 'en') return text;
  throw new UsageError('--language must be fi or en');
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000;
}

function wholeNumber(
  text: string | undefined,
  option: string,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} must be a whole number from ${least} to ${most}`);
}
