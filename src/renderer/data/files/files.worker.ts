import './quick-immediate';
import idb from 'pouchdb-adapter-idb';
import { abortableFetch } from '@renderer/platform/abortable-fetch';
import { sha256 } from '@shared/lib/sha256';
import { enterPlace } from '../store/place';
import { createContentStore } from './content-store';
import type { FileCall, FileWork, FileWorkMessage, FileWorkStart } from './messages';
import type { LocalPouch } from './pouch';
import { pouchWith } from './pouch';
import { createServerFetch } from './server-fetch';
import { demandStrictDurability } from './strict-durability';
import { xhrUpload } from './xhr-upload';

// Reading, hashing, encoding and storing up to 25 MB happens here, so that no key waits for it.
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;
demandStrictDurability(IDBDatabase.prototype);
let work: Promise<FileWork> | undefined;

scope.addEventListener('message', (event) => {
  const message = (event as MessageEvent<FileWorkStart | FileCall>).data;
  if (message.kind === 'start') work = start(message.team);
  else void answer(message);
});

function tell(message: FileWorkMessage): void {
  scope.postMessage(message);
}

async function answer({ id, method, args }: FileCall): Promise<void> {
  try {
    const ready = await work;
    if (!ready) throw new Error('not started');
    const value: unknown = await (ready[method] as (...given: unknown[]) => Promise<unknown>)(...args);
    tell({ kind: 'answer', id, value });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    tell({ kind: 'failed', id, name, message });
  }
}

async function start(team: string): Promise<FileWork> {
  await enterPlace();
  const pouch = pouchWith(idb, (content) => Promise.resolve(content));
  const local = new pouch(`${team}-files-v1`, { adapter: 'idb' }) as LocalPouch;
  const server = createServerFetch({
    fetch: abortableFetch,
    // Behind `app://` nobody tells how much of a request is gone, and only `abortableFetch` can end it early.
    ...(globalThis.location.protocol === 'app:' ? {} : { upload: xhrUpload }),
    timers: {
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
  });
  const store = createContentStore({
    pouch,
    local,
    database: `${team}-files`,
    server,
    digest,
    onTransfer: (transfer) => tell({ kind: 'transfer', transfer }),
  });
  return { ...store, digest };
}

async function digest(content: Blob): Promise<string> {
  return sha256(new Uint8Array(await content.arrayBuffer()));
}
