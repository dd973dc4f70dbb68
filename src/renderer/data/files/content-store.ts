import { CONTENT, contentIdOf } from '@shared/domain/files/file';
import type { FileFacts } from '@shared/domain/files/file';
import type { FetchHere } from '@renderer/platform/abortable-fetch';
import type { FetchOutcome, FileProblem, LineTrouble, SendOutcome, Transfer } from './outcomes';
import type { LocalPouch, PouchKind, RemotePouch } from './pouch';
import { REMOTE_ROOT } from './server-fetch';
import type { ServerFetch } from './server-fetch';

/** The contents of files on this machine, and their way to the server and back. One transfer at a time. */
export interface ContentStore {
  /** Stores a content; resolves when it is durable. Keeping one twice is keeping it once. */
  keep(fileId: string, content: Blob, by: { user: string; now: string }): Promise<void>;
  /** The content as it is here, whoever wrote it; null when it is not here. */
  read(fileId: string): Promise<Blob | null>;
  /** Ids of the files whose contents are here. */
  held(): Promise<string[]>;
  send(fileId: string): Promise<SendOutcome>;
  /** Brings a content here, if it is the one that the facts describe. */
  fetch(facts: Pick<FileFacts, 'fileId' | 'size' | 'sha256'>): Promise<FetchOutcome>;
  /** Which of these the server has; null when it does not say. */
  onServer(fileIds: readonly string[]): Promise<string[] | null>;
  /** Ids of all contents that the server has; null when it does not say. */
  listServer(): Promise<string[] | null>;
  close(): Promise<void>;
}

export interface ContentStoreParts {
  pouch: PouchKind;
  local: LocalPouch;
  /** `luuri-<team>-files` */
  database: string;
  server: ServerFetch;
  digest(content: Blob): Promise<string>;
  onTransfer(transfer: Transfer | { fileId: string; ended: true }): void;
}

const ID_PREFIX = contentIdOf('');
const PAGE = 500;

/** Contents that are not what they should be are thrown out before they are stored. */
class Mismatch extends Error {}

export function createContentStore(parts: ContentStoreParts): ContentStore {
  const { pouch, local, database, server, digest, onTransfer } = parts;
  const remote = new pouch(`${REMOTE_ROOT}/db/${database}`, {
    adapter: 'http',
    // The database is made at provisioning; a client that made one would only hide that it is missing.
    skip_setup: true,
    fetch: server.fetch satisfies FetchHere,
  }) as RemotePouch;
  const oneByOne = createTurns();

  /** PouchDB's own protocol, for one document, once: it finds out what is missing and keeps the revision. */
  async function carry(from: unknown, to: unknown, fileId: string): Promise<string | null> {
    let denied: string | null = null;
    const run = pouch.replicate(from, to, {
      doc_ids: [contentIdOf(fileId)],
      checkpoint: false,
      retry: false,
      batch_size: 1,
      batches_limit: 1,
    });
    run.on('denied', (row) => {
      denied = String(row.reason ?? row.message ?? '');
    });
    await run;
    return denied;
  }

  async function revisions(keys: string[]): Promise<Map<string, string>> {
    const { rows } = await remote.allDocs({ keys });
    return new Map(
      rows.flatMap(({ id, value }) => (id && value && !value.deleted ? [[id, value.rev] as const] : [])),
    );
  }

  async function send(fileId: string): Promise<SendOutcome> {
    const id = contentIdOf(fileId);
    const mine = await local.get(id).catch(() => null);
    if (!mine) return { kind: 'refused', problem: { code: 'missingHere', reason: '' } };
    const total = mine._attachments?.[CONTENT]?.length ?? 0;
    const onProgress = (done: number | null) =>
      onTransfer({ fileId, direction: 'up', total, done: done === null ? null : Math.round(done * total) });
    try {
      return await server.exchange({ onProgress }, async () => {
        const denied = await carry(local, remote, fileId);
        if (denied !== null)
          return { kind: 'refused', problem: { code: 'forbidden', reason: denied } } as const;
        // What counts is not that nobody complained, but that the server names it.
        const there = await revisions([id]);
        return there.get(id) === mine._rev ? ({ kind: 'sent' } as const) : ({ kind: 'busy' } as const);
      });
    } catch (error) {
      return refusalOf(server.trouble(), error);
    } finally {
      onTransfer({ fileId, ended: true });
    }
  }

  async function fetchContent(facts: Pick<FileFacts, 'fileId' | 'size' | 'sha256'>): Promise<FetchOutcome> {
    const { fileId, size, sha256 } = facts;
    const check = async (content: Blob) => {
      if (content.size !== size || (await digest(content)) !== sha256) throw new Mismatch('another content');
    };
    const onProgress = (done: number | null) => onTransfer({ fileId, direction: 'down', done, total: size });
    let mismatch = false;
    try {
      await server.exchange(
        {
          onProgress,
          check: (content) =>
            check(content).catch((error: unknown) => {
              mismatch = true;
              throw error;
            }),
        },
        () => carry(remote, local, fileId),
      );
      return (await isHeld(fileId)) ? { kind: 'here' } : { kind: 'notYet' };
    } catch {
      if (mismatch) return { kind: 'mismatch' };
      const trouble = server.trouble();
      if (trouble === null) return { kind: 'full' };
      return trouble.kind === 'status' ? { kind: trouble.status === 404 ? 'notYet' : 'busy' } : trouble;
    } finally {
      onTransfer({ fileId, ended: true });
    }
  }

  async function isHeld(fileId: string): Promise<boolean> {
    return local.get(contentIdOf(fileId)).then(
      () => true,
      () => false,
    );
  }

  return {
    async keep(fileId, content, { user, now }) {
      const doc = {
        _id: contentIdOf(fileId),
        type: 'file',
        v: 1,
        createdAt: now,
        createdBy: user,
        size: content.size,
        // A type that no server compresses and no browser runs. What it is, its event says.
        _attachments: {
          [CONTENT]: { content_type: 'application/octet-stream', data: await pouch.pack(content) },
        },
      };
      await local.put(doc).catch((error: unknown) => {
        if ((error as { status?: number }).status !== 409) throw error;
      });
    },
    async read(fileId) {
      const content = await local.getAttachment(contentIdOf(fileId), CONTENT).catch((error: unknown) => {
        if ((error as { status?: number }).status === 404) return null;
        throw error;
      });
      return content === null ? null : content instanceof Blob ? content : new Blob([content]);
    },
    async held() {
      const { rows } = await local.allDocs({ startkey: ID_PREFIX, endkey: `${ID_PREFIX}\uffff` });
      return rows.flatMap(({ id }) => (id ? [id.slice(ID_PREFIX.length)] : []));
    },
    send: (fileId) => oneByOne(() => send(fileId)),
    fetch: (facts) =>
      oneByOne(async () => ((await isHeld(facts.fileId)) ? { kind: 'here' } : fetchContent(facts))),
    onServer: (fileIds) =>
      oneByOne(async () => {
        try {
          return await server.exchange({}, async () => {
            const found: string[] = [];
            for (let at = 0; at < fileIds.length; at += PAGE) {
              const there = await revisions(fileIds.slice(at, at + PAGE).map(contentIdOf));
              found.push(...[...there.keys()].map((id) => id.slice(ID_PREFIX.length)));
            }
            return found;
          });
        } catch {
          return null;
        }
      }),
    listServer: () =>
      oneByOne(async () => {
        try {
          return await server.exchange({}, () => listAll(remote));
        } catch {
          return null;
        }
      }),
    close: () => local.close(),
  };
}

async function listAll(remote: RemotePouch): Promise<string[]> {
  const found: string[] = [];
  for (let startkey = ID_PREFIX; ;) {
    const { rows } = await remote.allDocs({ startkey, endkey: `${ID_PREFIX}\uffff`, limit: PAGE });
    found.push(...rows.flatMap(({ id }) => (id ? [id.slice(ID_PREFIX.length)] : [])));
    const last = rows.at(-1)?.id;
    if (rows.length < PAGE || !last) return found;
    startkey = `${last}\u0000`;
  }
}

function refusalOf(trouble: ReturnType<ServerFetch['trouble']>, error: unknown): SendOutcome {
  if (trouble === null) return { kind: 'busy' };
  if (trouble.kind !== 'status') return trouble satisfies LineTrouble;
  const reason = String((error as { reason?: unknown }).reason ?? '');
  const codes: Record<number, FileProblem['code']> = {
    403: 'forbidden',
    404: 'noPlace',
    413: 'tooLarge',
    400: 'malformed',
  };
  const code = codes[trouble.status];
  return code ? { kind: 'refused', problem: { code, reason } } : { kind: 'busy' };
}

/** One after the other, whatever becomes of each. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
