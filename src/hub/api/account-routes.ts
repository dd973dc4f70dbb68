import type { FastifyInstance } from 'fastify';
import { CouchError } from '../store/couch-error';
import { isAdmin } from '../store/user-context';
import type { ApiContext } from './api-context';
import { ApiError, noRights } from './api-error';
import { parseBody, passwordChangeBody } from './schemas';

/** `/api/account`: what people do with their own account. */
export function accountRoutes(app: FastifyInstance, context: ApiContext): void {
  /** The present password is asked for, under the throttle of signing in; the other sessions of the account end. */
  app.post('/account/password', async (request, reply) => {
    const { user } = await context.identify(request);
    if (user.name === null) throw new ApiError(401, 'wrongPassword', 'sign in first');
    if (isAdmin(user)) throw noRights('the operator has no account');
    const { current, next } = parseBody(passwordChangeBody, request.body);
    await context.changePassword(user.name, current, next, request).catch((error: unknown) => {
      // 401 would say that the session is over, and make whoever keeps one sign in and try the wrong password again.
      if (!(error instanceof CouchError) || error.status !== 401) throw error;
      throw new ApiError(403, 'wrongPassword', 'that is not the present password');
    });
    await context.signIn(user.name, next, reply);
    return { user: user.name };
  });
}
