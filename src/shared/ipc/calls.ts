import { z } from 'zod';
import { windowOfFile } from '../journal/disk';
import { appLink } from './links';
import type { CallName } from './names';

/** Files pass through memory on both sides, so there is a limit: 100 MiB each. */
export const LARGEST_FILE = 100 * 1024 * 1024;

/** A journal is read and written in pieces of at most 1 MiB. */
export const JOURNAL_PIECE = 1024 * 1024;
/** No journal grows past this, bytes. */
const LARGEST_JOURNAL = 512 * 1024 * 1024;

/** A backup is read and written in pieces of at most 4 MiB. */
export const BACKUP_PIECE = 4 * 1024 * 1024;
const LARGEST_BACKUP = 1024 ** 4;

const nothing = z.undefined();

/** A team's database: nothing that a path could be made of but a folder's name. */
const teamName = z.string().regex(/^luuri-[a-z0-9_$()+-]{1,200}$/);

const journalName = z.string().refine((name) => windowOfFile(name) !== null);
const journalPlace = {
  team: teamName,
  name: journalName,
  at: z.number().int().min(0).max(LARGEST_JOURNAL),
};

/** What may be the name of a backup in the folder of backups. */
export function isBackupName(name: string): boolean {
  return /^luuri-[a-z0-9_$()+-]{1,200}\.zip$/.test(name);
}

const backupPlace = { team: teamName, name: z.string().refine(isBackupName) };
const place = z.number().int().min(0).max(LARGEST_BACKUP);

/** A name, never a path: main decides where a file goes, by asking the person. */
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\:*?"<>|\u0000-\u001f]+$/)
  .refine((name) => name !== '.' && name !== '..');

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);

const extension = z.string().regex(/^[A-Za-z0-9]{1,8}$/);

/** `CommandOrControl+Shift+L`: modifiers and one key, in Electron's spelling. */
const accelerator = z
  .string()
  .max(60)
  .regex(
    /^(?:(?:CommandOrControl|Control|Command|Alt|Option|Shift|Super|Meta)\+)*(?:F(?:[1-9]|1[0-9]|2[0-4])|[A-Z0-9])$/,
  );

export const hotkeyState = z.object({
  /** Null when switched off. */
  accelerator: z.string().nullable(),
  /**
   * `active`: the system accepted it. On Wayland acceptance is not a promise: `unsure`. `taken`: another program
   * has it. `off`: none wished. `unsupported`: this shell has no keys outside its window.
   */
  status: z.enum(['active', 'unsure', 'taken', 'off', 'unsupported']),
});

export type HotkeyState = z.infer<typeof hotkeyState>;

export const appInfo = z.object({
  version: z.string(),
  /** `linux`, `win32`, `darwin`. */
  system: z.string(),
  /** The system's language as a BCP 47 tag. */
  locale: z.string(),
  /** How credentials are kept: by the system's key store, unprotected, or only until the app quits. */
  secrets: z.enum(['protected', 'unprotected', 'memory']),
});

export type AppInfo = z.infer<typeof appInfo>;

export const pickedFile = z.object({ name: z.string(), bytes });

export type PickedFile = z.infer<typeof pickedFile>;

/**
 * Every call the page can make to the desktop shell: one argument, one result. The argument is parsed in main
 * before a handler sees it, the result before it leaves.
 */
export const calls = {
  appInfo: { argument: nothing, result: appInfo },
  /** The page listens: answers what arrived before it could, oldest first, then events flow. */
  ready: { argument: nothing, result: z.object({ links: z.array(appLink), hotkeyPressed: z.boolean() }) },
  openExternal: { argument: z.string().max(4_000), result: nothing },
  dial: { argument: z.string().max(64), result: nothing },
  copyText: { argument: z.string().max(1_000_000), result: nothing },
  saveFile: {
    argument: z.object({ name: fileName, bytes }),
    result: z.object({ saved: z.boolean() }),
  },
  pickFiles: {
    argument: z.object({ extensions: z.array(extension).max(20), multiple: z.boolean() }),
    result: z.array(pickedFile),
  },
  notify: {
    argument: z.object({
      title: z.string().min(1).max(200),
      body: z.string().max(500),
      link: appLink.optional(),
    }),
    result: nothing,
  },
  setBadge: { argument: z.number().int().min(0).max(99_999), result: nothing },
  print: { argument: nothing, result: z.object({ printed: z.boolean() }) },
  getHotkey: { argument: nothing, result: hotkeyState },
  setHotkey: { argument: accelerator.nullable(), result: hotkeyState },
  setAppearance: {
    argument: z.object({ language: z.enum(['fi', 'en']), theme: z.enum(['system', 'light', 'dark']) }),
    result: nothing,
  },
  /** Asks Chromium to write what it holds of web storage: sent when the page goes away. */
  flushStorage: { argument: nothing, result: nothing },
  /** Free bytes of the disk that holds the profile. */
  freeSpace: { argument: nothing, result: z.number().min(0) },
  /** The journal (docs/journal.md): the files of one team. */
  journalList: { argument: z.object({ team: teamName }), result: z.array(journalName) },
  /** At most a piece; less where the file ends. */
  journalRead: { argument: z.object(journalPlace), result: bytes },
  /** Answers when it is on the disk, flushed. */
  journalWrite: {
    argument: z.object({
      ...journalPlace,
      bytes: bytes.refine(({ length }) => length <= JOURNAL_PIECE),
    }),
    result: nothing,
  },
  journalRemove: {
    argument: z.object({ team: teamName, names: z.array(journalName).max(10_000) }),
    result: nothing,
  },
  /** Backups (docs/backup-format.md): the files of one team. */
  backupList: {
    argument: z.object({ team: teamName }),
    result: z.array(z.object({ name: z.string(), bytes: z.number(), at: z.string() })),
  },
  /** Written aside; it counts only when it is kept. */
  backupWrite: {
    argument: z.object({
      ...backupPlace,
      at: place,
      bytes: bytes.refine(({ length }) => length <= BACKUP_PIECE),
    }),
    result: nothing,
  },
  backupKeep: { argument: z.object(backupPlace), result: nothing },
  backupDrop: { argument: z.object(backupPlace), result: nothing },
  backupRemove: { argument: z.object(backupPlace), result: nothing },
  /** Of one in the folder, or of one that the person chose. */
  backupRead: {
    argument: z.union([
      z.strictObject({ ...backupPlace, from: place, length: z.number().int().min(0).max(BACKUP_PIECE) }),
      z.strictObject({
        picked: z.string().max(80),
        from: place,
        length: z.number().int().min(0).max(BACKUP_PIECE),
      }),
    ]),
    result: bytes,
  },
  backupSaveCopy: { argument: z.object(backupPlace), result: z.object({ saved: z.boolean() }) },
  backupPick: {
    argument: nothing,
    result: z.object({ picked: z.string(), name: z.string(), bytes: z.number() }).nullable(),
  },
} as const satisfies Record<CallName, { argument: z.ZodType; result: z.ZodType }>;

export type Calls = typeof calls;
export type CallArgument<N extends CallName> = z.output<Calls[N]['argument']>;
export type CallResult<N extends CallName> = z.output<Calls[N]['result']>;
