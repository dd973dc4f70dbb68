import {
  parseBulk,
  parseChanges,
  parseEpoch,
  parseHeads,
  parseHistory,
  parseIds,
  parseInfo,
  parseLatest,
  parseLeaves,
  parseMissing,
  parsePage,
  parseRead,
  parseSession,
  type BulkRow,
  type ChangesAnswer,
  type DatabaseInfo,
  type Leaf,
  type ServerItem,
} from './answers';
import { SyncError } from './errors';
import { ADOPTION_IDS } from './adoptions';
import type { Http } from './http';
import { SILENT_HEARTBEATS } from './options';
import type { SyncOptions } from './config';
import type { IdRange, Witness } from './types';

/** Names the server's life (rule 6). Each server has its own, so it is read but never replicated. */
export const EPOCH_ID = 'team:epoch';

/** The endpoints the engine uses, each with a checked answer. All reject with `SyncError`. */
export interface Server {
  info(signal: AbortSignal): Promise<DatabaseInfo>;
  /** The epoch, and the revision of the document that holds it. */
  epoch(signal: AbortSignal): Promise<{ epoch: string; rev: string }>;
  /** Whether the server has held all these revisions; false also when the database is gone. */
  remembers(witnesses: readonly Witness[], signal: AbortSignal): Promise<boolean>;
  /** What was written last. */
  latest(signal: AbortSignal): Promise<Witness | null>;
  /** Ids of the documents that tell of rule 6.5. */
  adoptions(signal: AbortSignal): Promise<string[]>;
  /** One page, the highest id first. */
  page(
    range: IdRange,
    limit: number,
    signal: AbortSignal,
    heard: (bytes: number) => void,
  ): Promise<{ ids: string[]; items: ServerItem[] }>;
  read(ids: readonly string[], signal: AbortSignal): Promise<{ items: ServerItem[]; missing: string[] }>;
  /** Ids and winning revisions from `low` on, the lowest first; null is the beginning. */
  heads(low: string | null, limit: number, signal: AbortSignal): Promise<{ id: string; rev: string }[]>;
  /** These revisions, as far as they are still there. */
  leaves(asked: readonly { id: string; rev: string }[], signal: AbortSignal): Promise<Leaf[]>;
  /** `wait`: hold the request open until something happens; `heartbeat` is called at each one. */
  changes(since: string, wait: boolean, signal: AbortSignal, heartbeat: () => void): Promise<ChangesAnswer>;
  push(docs: readonly ({ _id: string } & Record<string, unknown>)[], signal: AbortSignal): Promise<BulkRow[]>;
  /** Whether somebody is signed in; false also when `_session` does not answer. */
  signedIn(signal: AbortSignal): Promise<boolean>;
}

/** @param answered called at each answer of the database, once it is known to be one, and at each heartbeat */
export function createServer(
  baseUrl: string,
  http: Http,
  options: SyncOptions,
  answered: () => void,
): Server {
  const silenceMs = options.timeoutMs;
  const url = (path: string, query: Record<string, string> = {}) => {
    const text = new URLSearchParams(query).toString();
    return `${baseUrl}${path}${text && `?${text}`}`;
  };
  const sound = <T>(answer: T): T => {
    answered();
    return answer;
  };
  return {
    async info(signal) {
      return sound(parseInfo(await http({ method: 'GET', url: url(''), silenceMs, signal })));
    },
    async epoch(signal) {
      try {
        const path = `/${encodeURIComponent(EPOCH_ID)}`;
        return sound(parseEpoch(await http({ method: 'GET', url: url(path), silenceMs, signal })));
      } catch (error) {
        if (!(error instanceof SyncError) || error.code !== 'notFound') throw error;
        throw new SyncError('serverChanged', `no team database here: ${error.message}`);
      }
    },
    async remembers(witnesses, signal) {
      if (witnesses.length === 0) return true;
      const body: Record<string, string[]> = {};
      for (const { id, rev } of witnesses) body[id] = [...new Set([...(body[id] ?? []), rev])];
      try {
        const answer = await http({ method: 'POST', url: url('/_revs_diff'), body, silenceMs, signal });
        for (const witness of sound(parseMissing(answer, witnesses))) {
          // A compacted database may say so of a revision that others have followed: its history tells.
          const path = url(`/${encodeURIComponent(witness.id)}`, { open_revs: 'all', revs: 'true' });
          const history = await http({ method: 'GET', url: path, silenceMs, signal });
          if (!sound(parseHistory(history, witness))) return false;
        }
        return true;
      } catch (error) {
        if (error instanceof SyncError && error.code === 'notFound') return false;
        throw error;
      }
    },
    async latest(signal) {
      const target = url('/_changes', { descending: 'true', limit: '1' });
      return sound(parseLatest(await http({ method: 'GET', url: target, silenceMs, signal })));
    },
    async adoptions(signal) {
      const range = { startkey: ADOPTION_IDS, endkey: `${ADOPTION_IDS}\ufff0` };
      const query = Object.fromEntries(Object.entries(range).map(([key, id]) => [key, JSON.stringify(id)]));
      const json = await http({ method: 'GET', url: url('/_all_docs', query), silenceMs, signal });
      return sound(parseIds(json, ADOPTION_IDS));
    },
    async page(range, limit, signal, heard) {
      const start = range.after ?? range.from;
      const query = {
        include_docs: 'true',
        conflicts: 'true',
        descending: 'true',
        limit: String(limit),
        ...(start === null ? {} : { startkey: JSON.stringify(start) }),
        ...(range.to === null ? {} : { endkey: JSON.stringify(range.to) }),
      };
      const json = await http({ method: 'GET', url: url('/_all_docs', query), silenceMs, signal, heard });
      return sound(parsePage(json, range));
    },
    async read(ids, signal) {
      const target = url('/_all_docs', { include_docs: 'true', conflicts: 'true' });
      return sound(
        parseRead(await http({ method: 'POST', url: target, body: { keys: ids }, silenceMs, signal }), ids),
      );
    },
    async heads(low, limit, signal) {
      const query = { limit: String(limit), ...(low === null ? {} : { startkey: JSON.stringify(low) }) };
      const json = await http({ method: 'GET', url: url('/_all_docs', query), silenceMs, signal });
      return sound(parseHeads(json, low));
    },
    async leaves(asked, signal) {
      const target = url('/_bulk_get');
      return sound(
        parseLeaves(
          await http({ method: 'POST', url: target, body: { docs: asked }, silenceMs, signal }),
          asked,
        ),
      );
    },
    async changes(since, wait, signal, heartbeat) {
      const query = {
        since,
        include_docs: 'true',
        conflicts: 'true',
        limit: String(options.feedLimit),
        ...(wait ? { feed: 'longpoll', heartbeat: String(options.heartbeatMs) } : {}),
      };
      return sound(
        parseChanges(
          await http({
            method: 'GET',
            url: url('/_changes', query),
            silenceMs: wait ? options.heartbeatMs * SILENT_HEARTBEATS : silenceMs,
            signal,
            heard: (_bytes, blank) => {
              if (!blank) return;
              answered();
              heartbeat();
            },
          }),
        ),
      );
    },
    async push(docs, signal) {
      const target = url('/_bulk_docs');
      const ids = docs.map((doc) => doc._id);
      return sound(
        parseBulk(await http({ method: 'POST', url: target, body: { docs }, silenceMs, signal }), ids),
      );
    },
    async signedIn(signal) {
      if (options.sessionUrl === null) return false;
      try {
        return parseSession(await http({ method: 'GET', url: options.sessionUrl, silenceMs, signal }));
      } catch (error) {
        if (signal.aborted) throw error;
        return false;
      }
    },
  };
}
