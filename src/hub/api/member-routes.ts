import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAdmin } from '../store/user-context';
import { demandTeam } from '../team/provision';
import { teamMembers } from '../team/members';
import type { Members } from '../team/members';
import { roleIn } from '../team/roles';
import type { ApiContext } from './api-context';
import { ApiError, noRights } from './api-error';
import { memberBody, memberChangeBody, parseBody } from './schemas';
import type { InTurn } from './turns';

type Route = { Params: { user: string } };

/** `/api/members`: who is in the team. */
export function memberRoutes(app: FastifyInstance, context: ApiContext, inTurn: InTurn): void {
  const { team: server, content } = context;

  /** The members, for somebody who may at least see them; changing them takes a lead. */
  async function membersFor(request: FastifyRequest, change: boolean): Promise<Members> {
    const { user } = await context.identify(request);
    if (user.name === null) throw new ApiError(401, 'wrongPassword', 'sign in first');
    const team = await demandTeam(server);
    const role = isAdmin(user) ? 'lead' : roleIn(team.id, user.roles);
    if (role === undefined) throw noRights('not a member of this team');
    if (change && role !== 'lead') throw noRights('only a lead changes the team');
    const now = new Date(context.now()).toISOString();
    return teamMembers(server, content, team.id, { now, author: user.name });
  }

  app.get('/members', async (request) => (await membersFor(request, false)).list());

  app.post('/members', (request, reply) =>
    inTurn(async () => {
      const members = await membersFor(request, true);
      return reply.code(201).send(await members.add(parseBody(memberBody, request.body)));
    }),
  );

  app.patch<Route>('/members/:user', (request) =>
    inTurn(async () => {
      const members = await membersFor(request, true);
      return members.change(request.params.user, parseBody(memberChangeBody, request.body));
    }),
  );

  app.delete<Route>('/members/:user', (request, reply) =>
    inTurn(async () => {
      const members = await membersFor(request, true);
      await members.change(request.params.user, { active: false });
      return reply.code(204).send();
    }),
  );
}
