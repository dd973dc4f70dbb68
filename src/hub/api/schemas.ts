import { z } from 'zod';
import { invalid } from './api-error';

const PASSWORD_MIN = 8;

/** A user name is part of document ids and of addresses, so it is plain. */
export const userName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'lower-case letters, digits, . _ -');
export const newPassword = z.string().min(PASSWORD_MIN).max(1_000);
const displayName = z.string().trim().min(1).max(200);
const role = z.enum(['lead', 'agent', 'viewer']);

export const setupBody = z.object({
  teamName: z.string().trim().min(1).max(200),
  displayName: displayName.optional(),
  user: userName.optional(),
  password: newPassword.optional(),
  language: z.enum(['fi', 'en']),
  sample: z.boolean().default(false),
});

export const memberBody = z.object({ user: userName, displayName, password: newPassword, role });

export const memberChangeBody = z.object({
  role: role.optional(),
  password: newPassword.optional(),
  active: z.boolean().optional(),
});

export const passwordChangeBody = z.object({ current: z.string().min(1).max(1_000), next: newPassword });

export const connectionBody = z.object({
  address: z.string().trim().min(1).max(500),
  user: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
});

/** The parsed body; throws 400 `invalid`, naming the field. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}
