import { z } from 'zod';
import { done, failed, type Answer } from '@shared/ipc/answer';
import type { ConnectionInfo } from './platform-port';

const shape = z.object({ address: z.string().nullable() });

export type FetchJson = (path: string, init?: RequestInit) => Promise<Response>;

/** Asks the shell, either of the two, which server it forwards to. */
export async function readConnection(fetch: FetchJson): Promise<Answer<ConnectionInfo>> {
  try {
    const response = await fetch('/api/connection', { headers: { accept: 'application/json' } });
    if (!response.ok) return failed('io');
    const parsed = shape.safeParse(await response.json());
    return parsed.success ? done(parsed.data) : failed('invalid');
  } catch {
    return failed('io');
  }
}
