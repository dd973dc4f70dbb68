import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createTeam, findTeam } from '../team/provision';
import { isLocal } from '../web/origin';
import type { ApiContext } from './api-context';
import { PROTOCOL } from './api-context';
import { ApiError, invalid, noRights } from './api-error';
import { parseBody, setupBody } from './schemas';
import type { InTurn } from './turns';

const DEMO = { user: 'demo', displayName: 'Demo' };

/** What this hub is, and its first team. */
export function setupRoutes(app: FastifyInstance, context: ApiContext, inTurn: InTurn): void {
  const { team: server, content, links } = context;

  app.get('/info', async (request) => {
    const link = links.of(request);
    const team = link?.team ?? (await findTeam(server));
    return {
      product: 'luuri',
      version: context.version,
      protocol: PROTOCOL,
      setUp: team !== undefined,
      ...(team ? { team } : {}),
      database: link ? (link.apiRoot === null ? 'couchdb' : 'embedded') : server.kind,
      local: isLocal(request),
    };
  });

  app.post('/setup', (request, reply) =>
    inTurn(async () => {
      if (!isLocal(request)) throw noRights('a team is set up on the computer of the hub itself');
      if (await findTeam(server)) throw new ApiError(409, 'alreadySetUp', 'this hub has a team already');
      const body = parseBody(setupBody, request.body);
      const user = body.user ?? (body.sample ? DEMO.user : undefined);
      const password = body.password ?? (body.sample ? randomBytes(18).toString('base64url') : undefined);
      if (user === undefined || password === undefined) throw invalid('user and password are needed');
      const displayName = body.displayName ?? (body.sample ? DEMO.displayName : user);
      const now = new Date(context.now()).toISOString();
      const team = await createTeam(server, content, { ...body, user, password, displayName }, now);
      await context.signIn(user, password, reply);
      return reply.code(201).send({ team, user });
    }),
  );
}
