import type { Hub } from '@hub/hub';

/** Asks a hub as its operator; throws unless the answer is good. */
export function hubAsk(hub: Pick<Hub, 'url' | 'operatorToken'>) {
  return {
    async ask(method: string, path: string, body?: unknown): Promise<unknown> {
      const answer = await fetch(hub.url + path, {
        method,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.operatorToken}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
  };
}
