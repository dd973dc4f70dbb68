import { z } from 'zod';
import type { Fetch } from '@shared/db-gateway/types';

const info = z.object({ product: z.literal('luuri') });

const PATIENCE = 2_000;

/** Whether a hub answers at an address, set up or not. Never rejects. */
export async function hubAnswers(fetch: Fetch, address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/api/info`, { signal: AbortSignal.timeout(PATIENCE) });
    return info.safeParse(await response.json()).success;
  } catch {
    return false;
  }
}
