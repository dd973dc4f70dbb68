import { z } from 'zod';

/** The layout of a backup (docs/backup-format.md). */
export const HEAD = 'luuri-backup.json';
export const README = 'README.txt';
export const SUMS = 'SHA256SUMS';
export const SUMS_COPY = 'SHA256SUMS.copy';
export const RECORDS = 'records/';
export const CONTENTS = 'contents/';
export const FILES = 'files/';
export const PARITY = 'parity/';

export const VERSION = 1;

/** A part of records is closed when it holds this many bytes or lines. */
export const PART_BYTES = 1024 * 1024;
export const PART_LINES = 2_000;
/** Members that share one parity. */
export const GROUP = 32;

/** What a member may unpack to, bytes. */
export const LIMITS = {
  head: 64 * 1024,
  part: 16 * 1024 * 1024,
  sums: 32 * 1024 * 1024,
  /** Lines of a part. */
  lines: 20_000,
  /** What packs better than this from that size on is no text of people. */
  ratio: 200,
  ratioFrom: 5 * 1024 * 1024,
};
/** A whole backup: more records than this is no team's. */
export const MOST_RECORDS = 20_000_000;

/** `unsent`: only what the server was not known to have. */
export const scopes = ['everything', 'unsent'] as const;
export type BackupScope = (typeof scopes)[number];

const count = z.number().int().nonnegative();

export const headSchema = z.object({
  format: z.literal('luuri-backup'),
  version: z.number().int().positive(),
  /** `luuri-<team>` */
  database: z.string().min(1).max(200),
  teamName: z.string().max(500),
  /** ISO 8601, UTC. */
  createdAt: z.string().max(40),
  /** User name, or `operator` for a hub's own. */
  createdBy: z.string().max(200),
  /** Version of the program that wrote it. */
  app: z.string().max(40),
  scope: z.enum(scopes),
  records: count,
  /** Records by type. */
  types: z.record(z.string().max(200), count),
  files: count,
  /** Files that records tell of, whose contents were not where the backup was made. */
  filesMissing: count,
});

export type BackupHead = z.infer<typeof headSchema>;

/** The name of the part with this number. */
export function partName(folder: string, number: number, ending: string): string {
  return `${folder}${String(number).padStart(5, '0')}.${ending}`;
}

/** What a backup is called: `luuri-<team>-2026-11-22.zip`, with the time where `withTime`. */
export function backupName(database: string, at: Date, withTime = false): string {
  const [day = '', time = ''] = at.toISOString().split('T');
  return `${database}-${day}${withTime ? `-${time.slice(0, 8).replaceAll(':', '')}` : ''}.zip`;
}

/** For whoever opens a backup without Luuri. */
export const README_TEXT = `Luuri backup / Luurin varmuuskopio

records/*.ndjson   one record a line, JSON, UTF-8: tickets, calls, customers, events and the rest
records/*.index    CRC-32 and id of each of those lines
contents/*.ndjson  what is known of each attached file, and where its content lies
files/             contents of attached files, under their names
parity/            XOR of up to 32 packed members: brings one damaged member of them back
SHA256SUMS         checksums: unzip, then "sha256sum -c SHA256SUMS"
luuri-backup.json  whose backup this is, when it was made, how much is in it

Restore it with Luuri (Settings, Backup) or on a server with "npm run hub -- restore FILE".
Palauta se Luurissa (Asetukset, Varmuuskopiot) tai palvelimella komennolla "npm run hub -- restore FILE".
`;
