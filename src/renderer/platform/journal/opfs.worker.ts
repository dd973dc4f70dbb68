import type { DiskAnswer, DiskCall, DiskStart, DiskValue } from './messages';

// Only a worker may write into a file in place, and flush it (origin private file system).
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;

/** The part of the browser's `FileSystemSyncAccessHandle` used here; the page's type library does not have it. */
interface AccessHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  flush(): void;
  close(): void;
}

let opening: Promise<FileSystemDirectoryHandle> | null = null;
const handles = new Map<string, AccessHandle>();
let last: Promise<unknown> = Promise.resolve();

scope.addEventListener('message', (event) => {
  const { data } = event as MessageEvent<DiskStart | { id: number; call: DiskCall }>;
  if ('team' in data) opening = folderOf(data.team);
  else {
    const { id, call } = data;
    const answer = (message: DiskAnswer) => scope.postMessage(message);
    last = last.then(() =>
      perform(call).then(
        (value) => answer({ id, value }),
        (error: unknown) => answer({ id, error: String(error) }),
      ),
    );
  }
});

async function folderOf(team: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const journals = await root.getDirectoryHandle('journal', { create: true });
  return journals.getDirectoryHandle(encodeURIComponent(team), { create: true });
}

async function perform(call: DiskCall): Promise<DiskValue> {
  if (!opening) throw new Error('not started');
  const folder = await opening;
  switch (call.kind) {
    case 'list':
      return namesIn(folder);
    case 'read': {
      const file = await (await folder.getFileHandle(call.name)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    }
    case 'write':
      return write(await handleOf(folder, call.name), call.bytes, call.at);
    case 'remove':
      for (const name of call.names) await remove(folder, name);
      return undefined;
  }
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const [name, handle] of folder.entries()) if (handle.kind === 'file') names.push(name);
  return names;
}

async function handleOf(folder: FileSystemDirectoryHandle, name: string): Promise<AccessHandle> {
  let handle = handles.get(name);
  if (!handle) {
    const file = await folder.getFileHandle(name, { create: true });
    handle = await (
      file as FileSystemFileHandle & { createSyncAccessHandle(): Promise<AccessHandle> }
    ).createSyncAccessHandle();
    handles.set(name, handle);
  }
  return handle;
}

function write(handle: AccessHandle, bytes: Uint8Array<ArrayBuffer>, at: number): undefined {
  const written = handle.write(bytes, { at });
  handle.flush();
  // A full disk may take a part.
  if (written < bytes.length) throw new Error('no room');
}

async function remove(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  handles.get(name)?.close();
  handles.delete(name);
  await folder.removeEntry(name).catch((error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error;
  });
}
