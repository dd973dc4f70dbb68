import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { wait } from '@shared/lib/wait';
import type { CouchContext } from './couch-context';
import { badRequest, notFound } from '../store/couch-error';
import type { Database } from '../store/database';
import { memberDatabase } from './access';
import type { DatabaseParams } from './access';
import { openFeed } from './feed-writer';
import type { FeedWriter } from './feed-writer';
import { count, flag, json, objectBody, stringList, text } from './parameters';
import type { Query } from './parameters';
import { readChanges } from './read-changes';
import type { ChangesPage, ChangesQuery } from './read-changes';

const PAGE = 1_000;
const PAGE_WITH_DOCS = 200;
const DEFAULT_TIMEOUT_MS = 60_000;
const SHORTEST_HEARTBEAT_MS = 100;

/**
 * A waiting feed ends with its first change, and each of them then asks anew: with many feeds and many writers that
 * alone would be thousands of requests a second. So what happens within a moment is told together.
 */
const GATHERING_MS_A_FEED = 2;
const LONGEST_GATHERING_MS = 200;

type FeedKind = 'normal' | 'longpoll' | 'continuous';

/** `GET` and `POST /:db/_changes`. */
export function changesRoutes(app: FastifyInstance, context: CouchContext): void {
  const handle = async (request: FastifyRequest<{ Params: DatabaseParams }>, reply: FastifyReply) => {
    const database = memberDatabase(context, request);
    const query = request.query as Query;
    const kind = feedKind(query);
    const changes = parseQuery(query, request.body);
    const start = database.sequences.decode(changes.since, database.committed());
    const feed = openFeed(request, reply, context.feeds, heartbeat(query, context.heartbeatMs, kind));
    const timeoutMs = feed.heartbeats ? undefined : (count(query, 'timeout') ?? DEFAULT_TIMEOUT_MS);
    try {
      if (kind === 'continuous') await writeContinuous(database, changes, start, feed, timeoutMs);
      else {
        const gather = () => wait(Math.min(LONGEST_GATHERING_MS, context.feeds.size * GATHERING_MS_A_FEED));
        await writeList(database, changes, start, feed, kind === 'longpoll' ? gather : undefined, timeoutMs);
      }
      await feed.finish();
    } catch (error) {
      feed.fail();
      request.log.error(error);
    }
    return reply;
  };
  app.get('/:db/_changes', { exposeHeadRoute: false }, handle);
  app.post('/:db/_changes', handle);
}

async function writeList(
  database: Database,
  query: ChangesQuery,
  start: number,
  feed: FeedWriter,
  /** Waits a moment for what else comes; missing when nothing is waited for. */
  gather: (() => Promise<void>) | undefined,
  timeoutMs: number | undefined,
): Promise<void> {
  let written = 0;
  let since = start;
  await feed.write('{"results":[\n');
  const writePages = async () => {
    for await (const page of pages(database, query, since, feed)) {
      since = page.next;
      if (page.lines.length === 0) continue;
      await feed.write(`${written > 0 ? ',\n' : ''}${page.lines.join(',\n')}`);
      written += page.lines.length;
    }
  };
  await writePages();
  // A document outside of `doc_ids` wakes the feed too, and it goes on waiting.
  const deadline = timeoutMs === undefined ? undefined : Date.now() + timeoutMs;
  while (gather && written === 0 && !feed.ended) {
    const woken = await waitForChange(database, since, feed, deadline);
    if (!woken) break;
    await gather();
    await writePages();
  }
  const pending = query.descending || written < query.limit ? 0 : Math.max(0, database.committed() - since);
  await feed.write(
    `\n],\n"last_seq":${JSON.stringify(database.sequences.encode(since))},"pending":${pending}}\n`,
  );
}

async function writeContinuous(
  database: Database,
  query: ChangesQuery,
  start: number,
  feed: FeedWriter,
  timeoutMs: number | undefined,
): Promise<void> {
  let since = start;
  let left = query.limit;
  while (!feed.ended) {
    for await (const page of pages(database, { ...query, limit: left }, since, feed)) {
      since = page.next;
      left -= page.lines.length;
      if (page.lines.length > 0) await feed.write(`${page.lines.join('\n')}\n`);
    }
    const deadline = timeoutMs === undefined ? undefined : Date.now() + timeoutMs;
    if (left <= 0 || !(await waitForChange(database, since, feed, deadline))) break;
  }
  await feed.write(`${JSON.stringify({ last_seq: database.sequences.encode(since), pending: 0 })}\n`);
}

async function* pages(
  database: Database,
  query: ChangesQuery,
  start: number,
  feed: FeedWriter,
): AsyncGenerator<ChangesPage> {
  let since = start;
  let left = query.limit;
  // Backwards there is no place to go on from, so it is one page.
  const most = query.descending ? query.limit : query.includeDocs ? PAGE_WITH_DOCS : PAGE;
  while (left > 0 && !feed.ended) {
    const page = await readChanges(database, query, since, Math.min(left, most));
    yield page;
    since = page.next;
    left -= page.lines.length;
    if (page.complete || query.descending) return;
  }
}

/** Waits until something newer than `since` is committed. False when the time or the feed ended first. */
function waitForChange(
  database: Database,
  since: number,
  feed: FeedWriter,
  deadline: number | undefined,
): Promise<boolean> {
  if (feed.ended) return Promise.resolve(false);
  if (database.committed() > since) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (changed: boolean) => {
      stopListening();
      stopWatching();
      clearTimeout(timer);
      resolve(changed);
    };
    const stopListening = database.onChange(() => finish(true));
    const stopWatching = feed.onEnd(() => finish(false));
    const timer =
      deadline === undefined
        ? undefined
        : setTimeout(() => finish(false), Math.max(0, deadline - Date.now()));
  });
}

function feedKind(query: Query): FeedKind {
  const kind = text(query, 'feed') ?? 'normal';
  if (kind === 'normal' || kind === 'longpoll' || kind === 'continuous') return kind;
  throw badRequest(`feed=${kind} is not supported`);
}

function heartbeat(query: Query, fallback: number, kind: FeedKind): number | undefined {
  if (kind === 'normal') return undefined;
  const value = text(query, 'heartbeat');
  if (value === undefined || value === 'false') return undefined;
  if (value === 'true') return fallback;
  const milliseconds = count(query, 'heartbeat') ?? 0;
  if (milliseconds === 0) throw badRequest('heartbeat must be greater than 0');
  return Math.max(SHORTEST_HEARTBEAT_MS, milliseconds);
}

function parseQuery(query: Query, body: unknown): ChangesQuery {
  const filter = text(query, 'filter');
  // Other filters are code in design documents, which this server never runs.
  if (filter !== undefined && filter !== '_doc_ids')
    throw notFound('filters other than _doc_ids are not supported');
  if (text(query, 'view') !== undefined) throw notFound('views are not supported');
  const ids = body === undefined || body === null ? undefined : objectBody(body)['doc_ids'];
  const docIds = filter === undefined ? undefined : stringList(ids ?? json(query, 'doc_ids'), 'doc_ids');
  return {
    since: text(query, 'since', 'last-event-id'),
    limit: Math.max(1, count(query, 'limit') ?? Number.MAX_SAFE_INTEGER),
    descending: flag(query, 'descending'),
    includeDocs: flag(query, 'include_docs'),
    conflicts: flag(query, 'conflicts'),
    attachments: flag(query, 'attachments'),
    allLeaves: text(query, 'style') === 'all_docs',
    docIds,
  };
}
