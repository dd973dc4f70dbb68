import type { FastifyInstance } from 'fastify';
import type { CouchContext } from './couch-context';
import { badRequest } from '../store/couch-error';
import { objectBody } from './parameters';

/** Signing in and out, as CouchDB's `_session`. */
export function sessionRoutes(app: FastifyInstance, context: CouchContext): void {
  const { sessions, authenticator, cookies } = context;

  app.get('/_session', (request, reply) => {
    const { user, handler } = request.identity;
    reply.header('cache-control', 'no-store');
    const info: Record<string, unknown> = { authentication_handlers: ['cookie', 'default'] };
    if (user.name !== null) info['authenticated'] = handler;
    return { ok: true, userCtx: user, info };
  });

  app.post('/_session', async (request, reply) => {
    const body = objectBody(request.body);
    const name = body['name'] ?? body['username'];
    const { password } = body;
    if (typeof name !== 'string' || typeof password !== 'string') {
      throw badRequest('request body must contain name and password');
    }
    const account = await authenticator.checkPassword(name, password, request.ip);
    reply.header('set-cookie', cookies.session(sessions.issue(account), sessions.lifetimeSeconds));
    reply.header('cache-control', 'no-store');
    return { ok: true, name: account.name, roles: account.roles };
  });

  app.delete('/_session', async (request, reply) => {
    const { session } = request.identity;
    if (session) await sessions.revoke(session);
    reply.header('set-cookie', cookies.session('', 0));
    return { ok: true };
  });
}
