import { done, failed, type Answer } from '@shared/ipc/answer';
import { LARGEST_FILE } from '@shared/ipc/calls';
import type { FileWish, PickedFile } from './platform-port';

/** Follows an address the way a clicked link does: the only way to a phone or mail program from a page. */
export function followInPage(document: Document, address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.rel = 'noopener noreferrer';
  link.click();
}

/** Lets the browser save a file where it saves files. */
export function downloadInPage(document: Document, name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin to read later; keeping the address for ever would keep the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(address), 30_000);
}

/**
 * Copies text. The clipboard API is missing on plain http (a hub on the local network), where the old command
 * on a selected field still works.
 */
export async function copyInPage(
  document: Document,
  clipboard: Pick<Clipboard, 'writeText'> | undefined,
  text: string,
): Promise<Answer<undefined>> {
  try {
    if (clipboard !== undefined) {
      await clipboard.writeText(text);
      return done(undefined);
    }
  } catch {
    // No permission or no focus: the old way may still be allowed.
  }
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.setAttribute('readonly', '');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused !== null && 'focus' in focused) (focused as HTMLElement).focus();
  return copied ? done(undefined) : failed('refused');
}

/** Asks for files with the browser's own dialog. */
export function pickInPage(
  document: Document,
  { extensions, multiple }: FileWish,
): Promise<Answer<PickedFile[]>> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = multiple;
    input.accept = extensions.map((extension) => `.${extension}`).join(',');
    input.addEventListener('cancel', () => resolve(done([])));
    input.addEventListener('change', () => {
      readFiles([...(input.files ?? [])]).then(resolve, () => resolve(failed('io')));
    });
    input.click();
  });
}

async function readFiles(files: File[]): Promise<Answer<PickedFile[]>> {
  if (files.some((file) => file.size > LARGEST_FILE)) return failed('tooLarge');
  const read = async (file: File): Promise<PickedFile> => ({
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  return done(await Promise.all(files.map(read)));
}
