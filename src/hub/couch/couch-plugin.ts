import type { FastifyInstance } from 'fastify';
import type { CouchContext } from './couch-context';
import { CouchError, notFound, toCouchError } from '../store/couch-error';
import { allDocsRoutes } from './all-docs-routes';
import { attachmentRoutes } from './attachment-routes';
import { bulkRoutes } from './bulk-routes';
import { changesRoutes } from './changes-routes';
import { databaseRoutes } from './database-routes';
import { documentRoutes } from './document-routes';
import { serverRoutes } from './server-routes';
import { sessionRoutes } from './session-routes';

/** The CouchDB protocol over the embedded databases, to be mounted under a prefix. */
export function couchPlugin(context: CouchContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler((error, request, reply) => {
      const answer = toAnswer(error);
      if (answer.status === 500) request.log.error(error);
      return reply.code(answer.status).send({ error: answer.code, reason: answer.reason });
    });
    app.setNotFoundHandler(() => {
      throw notFound('missing');
    });

    serverRoutes(app, context);
    sessionRoutes(app, context);
    databaseRoutes(app, context);
    changesRoutes(app, context);
    allDocsRoutes(app, context);
    bulkRoutes(app, context);
    documentRoutes(app, context);
    refuseCode(app);
    await app.register(async (files) => {
      // An attachment is bytes, JSON or not.
      files.removeAllContentTypeParsers();
      files.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      attachmentRoutes(files, context);
    });
  };
}

/** What would run code from a document, or search by it, is answered by name instead of being mistaken for an id. */
function refuseCode(app: FastifyInstance): void {
  const refuse = () => {
    throw new CouchError(501, 'not_implemented', 'This server does not run code from documents.');
  };
  for (const path of [
    '_design/:id/_view/*',
    '_design/:id/_update/*',
    '_design/:id/_show/*',
    '_design/:id/_list/*',
  ]) {
    app.all(`/:db/${path}`, refuse);
  }
  for (const path of [
    '_find',
    '_index',
    '_explain',
    '_temp_view',
    '_purge',
    '_missing_revs',
    '_design_docs',
    '_local_docs',
    '_revs_limit',
    '_purged_infos_limit',
    '_view_cleanup',
    '_shards',
  ]) {
    app.all(`/:db/${path}`, refuse);
  }
  for (const path of ['_replicate', '_users', '_replicator', '_node/*', '_utils', '_utils/*', '_config/*']) {
    app.all(`/${path}`, () => {
      throw notFound('missing');
    });
  }
}

function toAnswer(error: unknown): CouchError {
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new CouchError(413, 'too_large', 'the request entity is too large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new CouchError(415, 'bad_content_type', message ?? '');
  if (statusCode === 400) return new CouchError(400, 'bad_request', 'invalid UTF-8 JSON');
  return toCouchError(error);
}
