// The published types of PouchDB redeclare Node's Buffer and break it, so we declare the little we use.
// Each caller narrows an instance to the interface it needs.
declare module 'pouchdb-core' {
  interface PouchStatic {
    new (name: string, options?: Record<string, unknown>): unknown;
    plugin(plugin: unknown): PouchStatic;
    adapter(id: string, adapter: unknown, addToPreferredAdapters?: boolean): void;
  }
  const PouchDB: PouchStatic;
  export default PouchDB;
}

declare module 'pouchdb-adapter-http' {
  const plugin: unknown;
  export default plugin;
}

declare module 'pouchdb-adapter-idb' {
  const plugin: unknown;
  export default plugin;
}

declare module 'pouchdb-replication' {
  const plugin: unknown;
  export default plugin;
}

declare module 'pouchdb-mapreduce' {
  const plugin: unknown;
  export default plugin;
}
