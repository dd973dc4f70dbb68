/** What a window asks of its journal's worker. */
export type DiskCall =
  | { kind: 'list' }
  | { kind: 'read'; name: string }
  | { kind: 'write'; name: string; at: number; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'remove'; names: readonly string[] };

export type DiskValue = undefined | string[] | Uint8Array<ArrayBuffer>;
export type DiskAnswer = { id: number; value: DiskValue } | { id: number; error: string };
/** The first message; the calls follow. */
export interface DiskStart {
  team: string;
}
