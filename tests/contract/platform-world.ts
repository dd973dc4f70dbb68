import type { Platform } from '@renderer/platform/platform-port';

/** What the world around a platform saw. Counts and lists, oldest first. */
export interface Seen {
  readonly opened: string[];
  readonly copied: string[];
  readonly notices: { title: string; body: string }[];
  readonly badges: number[];
  readonly printed: true[];
}

/** One implementation with a world around it that the test can look at and act on. */
export interface PlatformWorld {
  readonly platform: Platform;
  readonly seen: Seen;
  /** How the person answers the next dialogs. */
  readonly next: { cancel: boolean; files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] };
  /** Content of a file that was saved under this name; null when there is none. */
  saved(name: string): Promise<string | null>;
  clickNotice(): void;
  /** The desktop has keys outside the window, and dialogs that tell whether a file was saved. */
  readonly desktop: boolean;
  close(): void;
}

export function nothingSeen(): Seen {
  return { opened: [], copied: [], notices: [], badges: [], printed: [] };
}
