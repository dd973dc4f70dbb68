import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAdmin } from '../store/user-context';
import type { ApiContext } from './api-context';
import { noRights } from './api-error';

/** `/api/compaction`: the operator has older versions forgotten. It takes longer than an answer may, so one asks again. */
export function compactionRoutes(app: FastifyInstance, context: ApiContext): void {
  let running = false;
  let failure: string | null = null;

  async function demandOperator(request: FastifyRequest): Promise<void> {
    const { user } = await context.identify(request);
    if (!isAdmin(user)) throw noRights('only whoever runs the hub compacts');
  }

  app.post('/compaction', async (request, reply) => {
    await demandOperator(request);
    if (!running) {
      running = true;
      failure = null;
      context
        .compact()
        .catch((error: Error) => {
          failure = error.message;
        })
        .finally(() => {
          running = false;
        });
    }
    return reply.code(202).send({ running, failure });
  });

  app.get('/compaction', async (request) => {
    await demandOperator(request);
    return { running, failure };
  });
}
