import { z } from 'zod';
import { apiError, json } from '../protocol/json-response';
import type { Connections } from './connections';

const wish = z.object({
  address: z.string().trim().min(1).max(500),
  user: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(500),
});

/**
 * `/api/connection` of the desktop app, the same as the hub's: GET tells which server is in force, PUT signs in
 * at another, DELETE goes back to this computer's own. The password goes in here and never comes out.
 */
export function createConnectionApi(connections: Connections): (request: Request) => Promise<Response> {
  return async (request) => {
    switch (request.method) {
      case 'GET':
        return json({ address: await connections.address() });
      case 'PUT':
        return connect(connections, request);
      case 'DELETE':
        await connections.disconnect();
        return json({ address: null });
      default:
        return apiError('invalid', 'GET, PUT or DELETE');
    }
  };
}

async function connect(connections: Connections, request: Request): Promise<Response> {
  const body: unknown = await request.json().catch(() => null);
  const parsed = wish.safeParse(body);
  if (!parsed.success) return apiError('invalid', 'address, user and password are needed');
  const { address, user, password } = parsed.data;
  const outcome = await connections.connect(address, user, password);
  if (!outcome.ok) return apiError(outcome.code, `could not connect: ${outcome.code}`);
  const { team, roles } = outcome.value;
  return json({ team, roles, user: outcome.value.user });
}
