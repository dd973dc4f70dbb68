import type { ContentStore } from './content-store';
import type { Transfer } from './outcomes';

/** What a window asks of its worker: the content store, and the digest of something that is to be added. */
export interface FileWork extends Omit<ContentStore, 'close'> {
  /** SHA-256, 64 hexadecimal digits. */
  digest(content: Blob): Promise<string>;
}

/** The first message: which team's files. */
export interface FileWorkStart {
  kind: 'start';
  /** `luuri-<team>` */
  team: string;
}

export interface FileCall {
  kind: 'call';
  id: number;
  method: keyof FileWork;
  args: unknown[];
}

export type FileWorkMessage =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failed'; id: number; name: string; message: string }
  | { kind: 'transfer'; transfer: Transfer | { fileId: string; ended: true } };
