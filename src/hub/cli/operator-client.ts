import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defaultDataFolder } from '../data-folder';
import { FACTS_FILE, openHub } from '../hub';
import type { HubFacts, HubOptions } from '../hub';
import { FolderInUseError } from '../lock';

/** Asks the hub with an administrator's rights. Throws with the hub's own words when it refuses. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Runs `work` against the hub of a data folder: the running one, or one opened just for this. */
export async function withOperator(
  options: Pick<HubOptions, 'dataDir' | 'couch' | 'couchTimeoutMs'>,
  work: (ask: Ask) => Promise<void>,
): Promise<void> {
  const dataDir = resolve(options.dataDir ?? defaultDataFolder());
  try {
    const hub = await openHub({ ...options, dataDir, port: 0 });
    try {
      await work(asker(hub.url, hub.operatorToken));
    } finally {
      await hub.close();
    }
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    const facts = JSON.parse(await readFile(join(dataDir, FACTS_FILE), 'utf8')) as HubFacts;
    const token = (await readFile(facts.operatorTokenFile, 'utf8')).trim();
    await work(asker(`http://127.0.0.1:${facts.port}`, token));
  }
}

/** @param url of a running hub; `token` is its operator's */
export function asker(url: string, token: string): Ask {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok)
      throw new Error((answer as { message?: string }).message ?? `status ${response.status}`);
    return answer;
  };
}
