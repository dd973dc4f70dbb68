import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LOCKED_REASON } from '../accounts/authenticate';
import { CouchError } from '../store/couch-error';
import { isAdmin } from '../store/user-context';
import { createTeam, demandTeam, findTeam } from '../team/provision';
import { teamMembers } from '../team/members';
import type { Members } from '../team/members';
import { roleIn } from '../team/roles';
import type { ApiContext } from './api-context';
import { PROTOCOL } from './api-context';
import { ApiError, invalid, noRights } from './api-error';
import { memberBody, memberChangeBody, parseBody, setupBody } from './schemas';

const DEMO = { user: 'demo', displayName: 'Demo' };

/** The small JSON API beside the database, to be mounted under `/api`. */
export function apiPlugin(context: ApiContext) {
  return async (app: FastifyInstance): Promise<void> => {
    const { team: server, content } = context;
    const inTurn = createTurns();
    const now = () => new Date(context.now()).toISOString();

    app.setErrorHandler((error, request, reply) => {
      const answer = toApiError(error);
      if (!answer) request.log.error(error);
      const { status, code, message } = answer ?? {
        status: 500,
        code: 'unreachable',
        message: 'the hub failed',
      };
      return reply.code(status).send({ error: code, message });
    });
    app.setNotFoundHandler(() => {
      throw new ApiError(404, 'notFound', 'no such address');
    });
    app.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });

    app.get('/info', async (request) => {
      const team = await findTeam(server);
      return {
        product: 'luuri',
        version: context.version,
        protocol: PROTOCOL,
        setUp: team !== undefined,
        ...(team ? { team } : {}),
        database: server.kind,
        local: context.isLocal(request),
      };
    });

    app.post('/setup', (request, reply) =>
      inTurn(async () => {
        if (!context.isLocal(request)) throw noRights('a team is set up on the computer of the hub itself');
        if (await findTeam(server)) throw new ApiError(409, 'alreadySetUp', 'this hub has a team already');
        const body = parseBody(setupBody, request.body);
        const user = body.user ?? (body.sample ? DEMO.user : undefined);
        const password = body.password ?? (body.sample ? randomBytes(18).toString('base64url') : undefined);
        if (user === undefined || password === undefined) throw invalid('user and password are needed');
        const displayName = body.displayName ?? (body.sample ? DEMO.displayName : user);
        const team = await createTeam(server, content, { ...body, user, password, displayName }, now());
        await context.signIn(user, password, reply);
        return reply.code(201).send({ team, user });
      }),
    );

    /** The members, for somebody who may at least see them; changing them takes a lead. */
    async function membersFor(request: FastifyRequest, change: boolean): Promise<Members> {
      const { user } = await context.identify(request);
      if (user.name === null) throw new ApiError(401, 'wrongPassword', 'sign in first');
      const team = await demandTeam(server);
      const role = isAdmin(user) ? 'lead' : roleIn(team.id, user.roles);
      if (role === undefined) throw noRights('not a member of this team');
      if (change && role !== 'lead') throw noRights('only a lead changes the team');
      return teamMembers(server, content, team.id, { now: now(), author: user.name });
    }

    app.get('/members', async (request) => (await membersFor(request, false)).list());

    app.post('/members', (request, reply) =>
      inTurn(async () => {
        const members = await membersFor(request, true);
        return reply.code(201).send(await members.add(parseBody(memberBody, request.body)));
      }),
    );

    app.patch<{ Params: { user: string } }>('/members/:user', (request) =>
      inTurn(async () => {
        const members = await membersFor(request, true);
        return members.change(request.params.user, parseBody(memberChangeBody, request.body));
      }),
    );

    app.delete<{ Params: { user: string } }>('/members/:user', (request, reply) =>
      inTurn(async () => {
        const members = await membersFor(request, true);
        await members.change(request.params.user, { active: false });
        return reply.code(204).send();
      }),
    );
  };
}

/** Runs one after another what reads first and then writes accordingly: two requests must not both be the first. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof CouchError && error.reason === LOCKED_REASON)
    return new ApiError(403, 'lockedOut', LOCKED_REASON);
  if (error instanceof CouchError && error.status === 401)
    return new ApiError(401, 'wrongPassword', error.reason);
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode < 500)
    return new ApiError(statusCode, 'invalid', message ?? 'bad request');
  return undefined;
}
