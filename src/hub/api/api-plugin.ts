import type { FastifyInstance } from 'fastify';
import { CouchUnreachableError } from '../backend/couch-request';
import { CouchError } from '../store/couch-error';
import type { ApiContext } from './api-context';
import { ApiError } from './api-error';
import { accountRoutes } from './account-routes';
import { browserRoutes } from './browser-routes';
import { compactionRoutes } from './compaction-routes';
import { connectionRoutes } from './connection-routes';
import { memberRoutes } from './member-routes';
import { forwardLinked } from './forward-linked';
import { setupRoutes } from './setup-routes';
import { createTurns } from './turns';

/** The small JSON API beside the database, to be mounted under `/api`. */
export function apiPlugin(context: ApiContext) {
  return async (app: FastifyInstance): Promise<void> => {
    const inTurn = createTurns();
    app.setErrorHandler((error, request, reply) => {
      const answer = toApiError(error);
      if (answer.status >= 500 && !(error instanceof ApiError)) request.log.error(error);
      return reply.code(answer.status).send({ error: answer.code, message: answer.message });
    });
    app.setNotFoundHandler(() => {
      throw new ApiError(404, 'notFound', 'no such address');
    });
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    setupRoutes(app, context, inTurn);
    compactionRoutes(app, context);
    browserRoutes(app);
    connectionRoutes(app, context.links, context.cookies);
    // A scope of its own: its requests may go elsewhere.
    await app.register(async (accounts) => {
      forwardLinked(accounts, context.links);
      memberRoutes(accounts, context, inTurn);
      accountRoutes(accounts, context);
    });
  };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof CouchError && /temporarily locked/.test(error.reason)) {
    return new ApiError(403, 'lockedOut', error.reason);
  }
  if (error instanceof CouchError && error.status === 401) {
    return new ApiError(401, 'wrongPassword', error.reason);
  }
  if (error instanceof CouchUnreachableError) {
    return new ApiError(502, 'unreachable', 'the CouchDB behind this hub does not answer');
  }
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode < 500) {
    return new ApiError(statusCode, 'invalid', message ?? 'bad request');
  }
  return new ApiError(500, 'unreachable', 'the hub could not do this');
}
