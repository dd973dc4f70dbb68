import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CouchContext } from './couch-context';
import { badRequest } from '../store/couch-error';
import type { Database } from '../store/database';
import type { AllDocsRow, Json } from '../store/pouch';
import { memberDatabase } from './access';
import type { DatabaseParams } from './access';
import { count, flag, json, objectBody, stringList } from './parameters';
import type { Query } from './parameters';

type Route = { Params: DatabaseParams };

/** `GET` and `POST /:db/_all_docs`. */
export function allDocsRoutes(app: FastifyInstance, context: CouchContext): void {
  const handle = async (request: FastifyRequest<Route>) => {
    const database = memberDatabase(context, request);
    const query = mergeBody(request.query as Query, request.body);
    const latest = database.sequences.encode(database.committed());
    const answer = await readRows(database, query);
    return flag(query, 'update_seq') ? { ...answer, update_seq: latest } : answer;
  };
  app.get<Route>('/:db/_all_docs', handle);
  app.post<Route>('/:db/_all_docs', handle);
}

async function readRows(database: Database, query: Query): Promise<{ rows: AllDocsRow[] } & Json> {
  const options: Json = {
    include_docs: flag(query, 'include_docs'),
    attachments: flag(query, 'attachments'),
  };
  if (flag(query, 'conflicts')) options['conflicts'] = true;
  const skip = count(query, 'skip') ?? 0;
  const limit = count(query, 'limit');
  const keys = json(query, 'keys');
  if (keys !== undefined) {
    const listed = stringList(keys, 'keys');
    if (flag(query, 'descending')) listed.reverse();
    options['keys'] = listed.slice(skip, limit === undefined ? undefined : skip + limit);
    return { ...(await database.pouch.allDocs(options)), offset: null };
  }
  options['descending'] = flag(query, 'descending');
  options['inclusive_end'] = flag(query, 'inclusive_end', true);
  options['skip'] = skip;
  if (limit !== undefined) options['limit'] = limit;
  const key = idKey(query, 'key');
  if (key !== undefined) options['key'] = key;
  const start = idKey(query, 'startkey', 'start_key');
  if (start !== undefined) options['startkey'] = start;
  const end = idKey(query, 'endkey', 'end_key');
  if (end !== undefined) options['endkey'] = end;
  return database.pouch.allDocs(options);
}

function idKey(query: Query, ...names: string[]): string | undefined {
  const value = json(query, ...names);
  if (value === undefined || typeof value === 'string') return value;
  throw badRequest(`${names[0]} must be a string in JSON`);
}

/** A POST may carry every parameter in its body, as JSON values instead of text. */
function mergeBody(query: Query, body: unknown): Query {
  if (body === undefined || body === null) return query;
  const merged: Query = { ...query };
  for (const [name, value] of Object.entries(objectBody(body))) merged[name] = JSON.stringify(value);
  return merged;
}
