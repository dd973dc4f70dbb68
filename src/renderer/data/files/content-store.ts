import type { ContentFrame } from '@shared/domain/files/erased-content';
import { CONTENT, CONTENT_PREFIX, contentIdOf, fileIdOfContent } from '@shared/domain/files/file';
import type { RecordFile } from '@shared/domain/files/record-files';
import type { FetchHere } from '@renderer/platform/abortable-fetch';
import { eraseHere, eraseThere, notErasedThere } from './erase-contents';
import { above, contentHere, contentsHere } from './local-contents';
import type { FetchOutcome, SendOutcome, Transfer } from './outcomes';
import type { LocalPouch, PouchKind, RemotePouch } from './pouch';
import { isOutOfRoom, refusalOf } from './refusals';
import { REMOTE_ROOT } from './server-fetch';
import type { ServerFetch } from './server-fetch';

/** What has to be known of a file to fetch its content. */
type FetchedFacts = Pick<RecordFile, 'fileId' | 'addedBy' | 'size' | 'sha256'>;

/** The contents of files on this machine, and their way to the server and back. One transfer at a time. */
export interface ContentStore {
  /** Stores a content; resolves when it is durable. Keeping one twice is keeping it once. */
  keep(fileId: string, content: Blob, by: { user: string; now: string }): Promise<void>;
  /** The content as it is here, whoever wrote it; null when it is not here. */
  read(fileId: string): Promise<Blob | null>;
  /** Ids of the files whose contents are here. */
  held(): Promise<string[]>;
  send(fileId: string): Promise<SendOutcome>;
  /** Brings a content here, if it is the one that the facts describe. Rejects where this machine could not store it. */
  fetch(facts: FetchedFacts): Promise<FetchOutcome>;
  /** Which of these, which are here, the server has; null when it does not say. */
  onServer(fileIds: readonly string[]): Promise<string[] | null>;
  /** Ids of all contents that the server has; null when it does not say. */
  listServer(): Promise<string[] | null>;
  /** Erases contents on this machine, also such as are not here: they cannot come any more. */
  forget(frames: readonly ContentFrame[]): Promise<void>;
  /** Erases a content on the server, whether it is there or not. */
  erase(frame: ContentFrame): Promise<SendOutcome>;
  /** Of these, the files that the server does not hold as erased; null when it does not say. */
  notErased(frames: readonly ContentFrame[]): Promise<string[] | null>;
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
  async function carry(from: unknown, to: unknown, id: string): Promise<string | null> {
    let denied: string | null = null;
    const run = pouch.replicate(from, to, {
      doc_ids: [id],
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

  async function isErasedThere(id: string): Promise<boolean> {
    const { rows } = await remote.allDocs({ keys: [id], include_docs: true });
    return rows.some(({ doc }) => doc?.erased === true);
  }

  async function send(fileId: string): Promise<SendOutcome> {
    const mine = await contentHere(local, fileId);
    if (!mine) return { kind: 'refused', problem: { code: 'missingHere', reason: '' } };
    if (mine.erased) return { kind: 'erased' };
    const { _id: id } = mine;
    const total = mine._attachments?.[CONTENT]?.length ?? 0;
    const onProgress = (done: number | null) =>
      onTransfer({ fileId, direction: 'up', total, done: done === null ? null : Math.round(done * total) });
    try {
      return await server.exchange({ onProgress }, async () => {
        // Before it goes, too: a CouchDB would take it as another version beside the erased one.
        if (await isErasedThere(id)) return { kind: 'erased' } as const;
        const denied = await carry(local, remote, id);
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

  async function fetchContent(facts: FetchedFacts): Promise<FetchOutcome> {
    const { fileId, addedBy, size, sha256 } = facts;
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
        () => carry(remote, local, contentIdOf(fileId, addedBy)),
      );
      return { kind: (await stateHere(fileId)) ?? 'notYet' };
    } catch (error) {
      if (mismatch) return { kind: 'mismatch' };
      const trouble = server.trouble();
      if (trouble === null) {
        if (!isOutOfRoom(error)) throw error;
        return { kind: 'full' };
      }
      return trouble.kind === 'status' ? { kind: trouble.status === 404 ? 'notYet' : 'busy' } : trouble;
    } finally {
      onTransfer({ fileId, ended: true });
    }
  }

  async function stateHere(fileId: string): Promise<'here' | 'erased' | null> {
    const doc = await contentHere(local, fileId);
    return doc && (doc.erased ? 'erased' : 'here');
  }

  /** Something about the server that it may not say; null then. */
  const askAbout = <T>(work: () => Promise<T>): Promise<T | null> =>
    oneByOne(async () => server.exchange({}, work).catch(() => null));

  return {
    async keep(fileId, content, { user, now }) {
      const doc = {
        _id: contentIdOf(fileId, user),
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
      const doc = await contentHere(local, fileId);
      if (!doc || doc.erased) return null;
      const content = await local.getAttachment(doc._id, CONTENT);
      return content instanceof Blob ? content : new Blob([content]);
    },
    held: async () => (await contentsHere(local)).map(fileIdOfContent),
    send: (fileId) => oneByOne(() => send(fileId)),
    async fetch(facts) {
      // Before its turn too: what is here must not wait behind somebody's upload on a slow line.
      const before = await stateHere(facts.fileId);
      if (before) return { kind: before };
      return oneByOne(async () => {
        const kind = await stateHere(facts.fileId);
        return kind ? { kind } : fetchContent(facts);
      });
    },
    onServer: (fileIds) =>
      askAbout(async () => {
        const asked = new Set(fileIds);
        const ids = (await contentsHere(local)).filter((id) => asked.has(fileIdOfContent(id)));
        const found: string[] = [];
        for (let at = 0; at < ids.length; at += PAGE) {
          const there = await revisions(ids.slice(at, at + PAGE));
          found.push(...[...there.keys()].map(fileIdOfContent));
        }
        return found;
      }),
    listServer: () => askAbout(() => listAll(remote)),
    forget: (frames) => oneByOne(() => eraseHere(local, frames)),
    erase: (frame) =>
      oneByOne(async () => {
        try {
          return await server.exchange({}, () => eraseThere(remote, frame));
        } catch (error) {
          return refusalOf(server.trouble(), error);
        }
      }),
    notErased: (frames) => askAbout(() => notErasedThere(remote, frames)),
    close: () => local.close(),
  };
}

async function listAll(remote: RemotePouch): Promise<string[]> {
  const found: string[] = [];
  for (let startkey = CONTENT_PREFIX; ;) {
    const { rows } = await remote.allDocs({ startkey, endkey: above(CONTENT_PREFIX), limit: PAGE });
    found.push(...rows.flatMap(({ id }) => (id ? [fileIdOfContent(id)] : [])));
    const last = rows.at(-1)?.id;
    if (rows.length < PAGE || !last) return found;
    startkey = `${last}\u0000`;
  }
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
