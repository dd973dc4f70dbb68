declare module 'pouchdb-adapter-leveldb-core' {
  /** Constructor in the style of PouchDB's adapters: called with the database object as `this`. */
  const core: (this: unknown, options: Record<string, unknown>, callback: unknown) => void;
  export default core;
}

declare module 'leveldown' {
  export interface LevelBatch {
    type: 'put' | 'del';
    key: unknown;
    value?: unknown;
  }
  export interface LevelDown {
    _batch(
      operations: LevelBatch[],
      options: Record<string, unknown>,
      callback: (error?: Error) => void,
    ): void;
    batch(operations: LevelBatch[], callback: (error?: Error) => void): void;
    _iterator(options: Record<string, unknown>): LevelIterator;
    /** Rewrites what lies between two keys without what is deleted or overwritten there. */
    compactRange(from: Buffer, to: Buffer, callback: (error?: Error) => void): void;
  }
  export interface LevelIterator {
    _end(callback: (error?: Error) => void): void;
  }
  export interface LevelDownFactory {
    (location: string): LevelDown;
    destroy(location: string, callback: (error?: Error) => void): void;
  }
  const leveldown: LevelDownFactory;
  export default leveldown;
}
