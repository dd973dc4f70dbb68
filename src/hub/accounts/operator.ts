import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ADMIN_ROLE } from '../store/user-context';
import { isLocal } from '../web/origin';
import type { Identity } from './authenticate';

const OPERATOR: Identity = { user: { name: 'operator', roles: [ADMIN_ROLE] }, handler: 'operator' };

/**
 * Whoever can read the token file of the data folder is the operator of this hub, on this machine: the import and
 * the member commands work so. Undefined when the request does not show the token.
 */
export function identifyOperator(request: FastifyRequest, token: string): Identity | undefined {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !isLocal(request)) return undefined;
  const [given, expected] = [Buffer.from(value), Buffer.from(token)];
  return given.length === expected.length && timingSafeEqual(given, expected) ? OPERATOR : undefined;
}
