import { badRequest } from '../store/couch-error';

/** Query parameters as they came. */
export type Query = Record<string, string | string[] | undefined>;

/** The text of a parameter; the last one when it was given twice. */
export function text(query: Query, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = query[name];
    if (value !== undefined) return Array.isArray(value) ? value.at(-1) : value;
  }
  return undefined;
}

/** `true` or `false`; throws 400 for anything else. */
export function flag(query: Query, name: string, fallback = false): boolean {
  const value = text(query, name);
  if (value === undefined) return fallback;
  if (value === 'true' || value === '"true"') return true;
  if (value === 'false' || value === '"false"') return false;
  throw badRequest(`${name} must be true or false`);
}

/** A whole number of at least 0; throws 400 for anything else. */
export function count(query: Query, name: string): number | undefined {
  const value = text(query, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw badRequest(`${name} must be a whole number`);
  return Number(value);
}

/** A parameter written as JSON; throws 400 when it is not. */
export function json(query: Query, ...names: string[]): unknown {
  const value = text(query, ...names);
  if (value === undefined) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw badRequest(`${names[0]} must be JSON`);
  }
}

/** A JSON object from a request body; throws 400 for anything else. */
export function objectBody(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw badRequest('Request body must be a JSON object');
}

/** A list of strings; throws 400 for anything else. */
export function stringList(value: unknown, name: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw badRequest(`${name} must be a list of strings`);
}
