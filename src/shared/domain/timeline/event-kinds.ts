/** The kinds of events this version writes. Unknown kinds come from newer versions: kept, and shown as text. */
export const eventKinds = [
  'created',
  'changed',
  'note',
  'reply',
  'customerMessage',
  'callStarted',
  'callLogged',
  'callLinked',
  'callbackPlanned',
  'callbackAttempt',
  'stepChanged',
  'runFinished',
  'importedHistory',
  'fileAdded',
  'fileRemoved',
  'fileRestored',
  'personErased',
] as const;
export type EventKind = (typeof eventKinds)[number];
