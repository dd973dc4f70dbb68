import { platform } from '@renderer/platform/platform';
import { storedDatabases } from '../database';
import { answerOf, openExisting } from './raw-database';

const AT_ONCE = 1_000;

/**
 * Saves everything a store holds, as it lies there, to a file: a line of JSON for each row, compressed with gzip. For a
 * store that this version cannot open. Changes nothing.
 * @returns false when the person changed their mind. Rejects when it could not be saved
 */
export async function copyStore(team: string): Promise<boolean> {
  const encoder = new TextEncoder();
  const lines = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      for await (const text of linesOf(team)) controller.enqueue(encoder.encode(text));
      controller.close();
    },
  });
  const packed = lines.pipeThrough(new CompressionStream('gzip'));
  const content = new Uint8Array(await new Response(packed).arrayBuffer());
  const name = `${team}-${new Date().toISOString().slice(0, 10)}.jsonl.gz`;
  const answer = await platform.saveFile({ name, content, type: 'application/gzip' });
  if (!answer.ok) throw new Error(`not copied: ${answer.code}`);
  return answer.value.saved;
}

async function* linesOf(team: string): AsyncGenerator<string> {
  for (const name of storedDatabases(team)) {
    const database = await openExisting(name);
    if (!database) continue;
    try {
      let range: IDBKeyRange | null = null;
      for (;;) {
        const store = database.transaction('docs').objectStore('docs');
        const [keys, rows]: [IDBValidKey[], unknown[]] = await Promise.all([
          answerOf(store.getAllKeys(range, AT_ONCE)),
          answerOf(store.getAll(range, AT_ONCE)),
        ]);
        yield rows.map((row) => `${JSON.stringify({ database: name, row })}\n`).join('');
        const last = keys.at(-1);
        if (last === undefined || rows.length < AT_ONCE) break;
        range = IDBKeyRange.lowerBound(last, true);
      }
    } finally {
      database.close();
    }
  }
}
