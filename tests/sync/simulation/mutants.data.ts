import type { Operation } from './operations';

/** A mistake that an engine like this can have, and that the simulator must find. */
export interface Mutant {
  what: string;
  /** Instead of the seed's own schedule, where that seldom meets the moment. */
  schedule?: readonly Operation[];
  /** The first seed that found it when it was planted. */
  seed: number;
  /** In src/shared/couchdb-sync. */
  file: string;
  from: string;
  to: string;
}

const step = (after: number, client: number, kind: Operation['kind']): Operation => ({
  after,
  client,
  kind,
  target: 0.5,
  variant: 0.9,
});

/** One machine writes, the other has a slow disk and is killed at one moment after another. */
const KILLED_WHILE_STORING = [
  step(5_000, 1, 'create'),
  step(100, 0, 'diskSlow'),
  ...Array.from({ length: 20 }, (_, round) => [
    step(4_000, 1, 'create'),
    step(150 + round * 70, 0, 'crash'),
    step(10, 0, 'diskSlow'),
  ]).flat(),
];

/** A server forgets the last minutes, and one machine takes it while the others are away. */
const RESTORED_WHILE_AWAY = [
  step(5_000, 0, 'create'),
  step(20_000, 0, 'backup'),
  ...Array.from({ length: 8 }, (_, round) => ({
    ...step(6_000, 0, 'edit'),
    target: round % 2 === 0 ? 0.5 : 0.1,
  })),
  step(6_000, 0, 'create'),
  step(20_000, 1, 'offline'),
  step(10, 2, 'offline'),
  step(10, 0, 'restore'),
  step(10_000, 0, 'adopt'),
  step(10_000, 0, 'note'),
  step(10_000, 0, 'syncNow'),
];

/** One line a mistake: the rule it breaks, where it is planted, and how. */
export const MUTANTS: readonly Mutant[] = [
  {
    what: '1.2 a dirty record is replaced by the server’s copy',
    seed: 1,
    file: 'records.ts',
    from: 'const merged = merge(current.doc, doc);\n  if',
    to: 'const merged = doc;\n  if',
  },
  {
    what: '2.5 the position is stored before the documents',
    seed: 36,
    schedule: KILLED_WHILE_STORING,
    file: 'feed.ts',
    from: 'await take(context, answer, signal);',
    to: "await context.position.save({ kind: 'live', epoch, seq: answer.seq }); await take(context, answer, signal);",
  },
  {
    what: '2.4 the first sync leaves a range out',
    seed: 23,
    file: 'engine.ts',
    from: 'return beginFirstSync(context, epoch, adopts, signal);',
    to: 'const begun = await beginFirstSync(context, epoch, adopts, signal); return { ...begun, remaining: begun.remaining.slice(0, 12) };',
  },
  {
    what: '3.2 answers are taken by their place, not by name',
    seed: 2,
    file: 'answers.ts',
    from: "const rows = json.map((item): BulkRow => {\n    const row = object(item, 'bulk row');",
    to: "const rows = json.map((item, index): BulkRow => {\n    const row = { ...object(item, 'bulk row'), id: ids[index] };",
  },
  {
    what: '3.3 an edit made meanwhile counts as sent',
    seed: 1,
    file: 'records.ts',
    from: 'if (!sameJson(current.doc, sent.doc)) return { ...current, rev, dirty: 1 };',
    to: '',
  },
  {
    what: '3.4 a conflict counts as sent',
    seed: 1,
    file: 'push-answer.ts',
    from: "if (row.error === 'conflict') sorted.conflicts.push(row.id);",
    to: "if (row.error === 'conflict') sorted.taken.set(row.id, '9-lie');",
  },
  {
    what: '3.5 what is refused is dropped',
    seed: 2,
    file: 'records.ts',
    from: 'return { ...current, refusal };',
    to: 'return { ...current, dirty: 0 };',
  },
  {
    what: '3.8 an archiving wins over an edit',
    seed: 4,
    file: 'notes.ts',
    from: 'const { doc, events } = notes.settle(ours, theirs, merge(ours, theirs));',
    to: 'const { doc, events } = { doc: merge(ours, theirs), events: [] as TeamDocument[] };',
  },
  {
    what: '6.1 a tombstone ends the story',
    seed: 4,
    file: 'records.ts',
    from: 'return { ...current, rev, dirty: 1, refusal: afterServerChange(current.refusal) };\n}\n\n/** 7.1',
    to: 'return { ...current, rev, dirty: 0 };\n}\n\n/** 7.1',
  },
  {
    what: '6.3 a server that has forgotten is not noticed',
    seed: 1,
    schedule: RESTORED_WHILE_AWAY,
    file: 'identity.ts',
    from: 'if (!remembered) {',
    to: 'if (!remembered && false) {',
  },
  {
    what: '6.5 nobody is told that a restored server was taken',
    seed: 1,
    schedule: RESTORED_WHILE_AWAY,
    file: 'adoptions.ts',
    from: 'await context.server.push([{ ...event, _id: id }], signal);',
    to: 'void event;',
  },
  {
    what: '7.1 leaves are read and forgotten',
    seed: 5,
    file: 'pull.ts',
    from: 'const beside = isDerived(id) ? [] :',
    to: 'const beside = !isDerived(id) ? [] :',
  },
  {
    what: '7.4 nobody writes down what a leaf held',
    seed: 4,
    file: 'notes.ts',
    from: 'if (events.length === 0) return;',
    to: 'if (events.length >= 0) return;',
  },
  {
    what: '9.2 verified although something is unsent',
    seed: 1,
    file: 'status.ts',
    from: " || connection.phase !== 'live' || shown.unsent > 0) return;",
    to: ') return;',
  },
];
