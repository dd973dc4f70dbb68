import type { FastifyInstance } from 'fastify';
import type { ApiErrorCode } from '@shared/db-gateway/api-error-codes';
import type { Links } from '../link/links';
import type { HubCookies } from '../web/cookies';
import { isLocal } from '../web/origin';
import { ApiError, noRights } from './api-error';
import { connectionBody, parseBody } from './schemas';

/** Browsers keep a cookie for at most 400 days. */
const COOKIE_LIFETIME_S = 400 * 24 * 3600;

const STATUS: Partial<Record<ApiErrorCode, number>> = {
  wrongPassword: 401,
  lockedOut: 403,
  noRights: 403,
  invalid: 400,
  unreachable: 502,
};

/** `/api/connection`: which server this browser's `/db` goes to. */
export function connectionRoutes(app: FastifyInstance, links: Links, cookies: HubCookies): void {
  app.get('/connection', (request) => {
    const link = links.of(request);
    return link ? { address: link.address, team: link.team, user: link.user } : { address: null };
  });

  app.put('/connection', async (request, reply) => {
    if (!isLocal(request)) throw noRights('another server is joined only from this computer');
    const { address, user, password } = parseBody(connectionBody, request.body);
    const joined = await links.join(address, user, password);
    if (!joined.ok)
      throw new ApiError(STATUS[joined.code] ?? 422, joined.code, `could not join: ${joined.code}`);
    await links.leave(request);
    const { team, roles, token } = joined.value;
    reply.header('set-cookie', cookies.link(token, COOKIE_LIFETIME_S));
    return { team, user: joined.value.user, roles };
  });

  app.delete('/connection', async (request, reply) => {
    await links.leave(request);
    reply.header('set-cookie', cookies.link('', 0));
    return { address: null };
  });
}
