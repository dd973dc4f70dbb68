import type { CouchAddress } from '../backend/couch-address';
import { basicAuthorization } from '../backend/couch-address';
import { askCouch, CouchUnreachableError } from '../backend/couch-request';
import type { CouchLine } from '../backend/couch-request';
import type { Json } from '../store/pouch';

/** Why a CouchDB cannot be provisioned, in words for the person who tries. */
export class ProvisionError extends Error {}

const OLDEST = 3;

/** Looks whether a CouchDB answers and takes us for its administrator. Throws `ProvisionError`. @returns its version */
export async function demandFitCouch(couch: CouchAddress, line: CouchLine): Promise<string> {
  const { root, user } = couch;
  const welcome = await ask(couch, line, '/', false);
  const version = String(welcome.body['version']);
  if (welcome.body['couchdb'] !== 'Welcome')
    throw new ProvisionError(`What answers at ${root} is no CouchDB.`);
  if (!(Number.parseInt(version, 10) >= OLDEST)) {
    throw new ProvisionError(`CouchDB ${version} at ${root} is too old: ${OLDEST}.0 or later is needed.`);
  }
  const session = await ask(couch, line, '/_session', true);
  // One try: CouchDB locks an account after a few wrong passwords.
  if (session.status === 401) throw new ProvisionError(`Wrong name or password for "${user}" at ${root}.`);
  if (session.status === 403) {
    throw new ProvisionError(`The account "${user}" at ${root} is locked for some minutes.`);
  }
  const { roles } = (session.body['userCtx'] ?? {}) as { roles?: unknown };
  if (!Array.isArray(roles) || !roles.includes('_admin')) {
    throw new ProvisionError(`"${user}" is no administrator of the CouchDB at ${root}.`);
  }
  return version;
}

async function ask(
  couch: CouchAddress,
  line: CouchLine,
  path: string,
  asAdmin: boolean,
): Promise<{ status: number; body: Json }> {
  const headers = {
    accept: 'application/json',
    ...(asAdmin ? { authorization: basicAuthorization(couch) } : {}),
  };
  try {
    const { status, body } = await askCouch(line, couch.root, path, { headers });
    return { status, body: typeof body === 'object' && body !== null ? (body as Json) : {} };
  } catch (error) {
    if (error instanceof CouchUnreachableError) throw new ProvisionError(error.message);
    throw error;
  }
}
