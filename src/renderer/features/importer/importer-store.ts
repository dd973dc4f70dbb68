import { create } from 'zustand';
import { drop } from '@shared/lib/drop';
import type { TableMapping } from '@shared/import/generic/mapping';
import type { ImportPlan, ProfileName } from '@shared/import/plan';
import type { SourceFile } from '@shared/import/source/read-source';
import type { ImportCounts, ImportFiles, ImportProblem } from '@renderer/data/commands/import-files';
import { importPlan, openImportFiles } from '@renderer/data/commands/import-files';
import type { useTeam } from '@renderer/data/queries/team-context';

type Team = ReturnType<typeof useTeam>;

/** The one import of this window; it goes on while the person works elsewhere. */
export interface ImporterState {
  step: 'choose' | 'reading' | 'preview' | 'running' | 'done';
  files: ImportFiles | null;
  profile: ProfileName;
  timeZone: string;
  mappings: Record<string, TableMapping>;
  plan: ImportPlan | null;
  problem: ImportProblem | null;
  progress: { done: number; total: number };
  counts: ImportCounts | null;
  /** The store of this machine failed while it was written to. */
  failed: boolean;
  isStopping: boolean;
  open(files: SourceFile[]): Promise<void>;
  setProfile(profile: ProfileName): Promise<void>;
  setTimeZone(timeZone: string): Promise<void>;
  setMapping(table: string, mapping: TableMapping): Promise<void>;
  run(team: Team): Promise<void>;
  stop(): void;
  reset(): void;
}

const start = {
  step: 'choose',
  files: null,
  profile: 'generic',
  timeZone: 'Europe/Helsinki',
  mappings: {},
  plan: null,
  problem: null,
  progress: { done: 0, total: 0 },
  counts: null,
  failed: false,
  isStopping: false,
} as const satisfies Partial<ImporterState>;

export const useImporter = create<ImporterState>()((set, get) => ({
  ...start,
  async open(files) {
    get().files?.close();
    set({ ...start, step: 'reading', timeZone: get().timeZone });
    choice += 1;
    const chosen = choice;
    const opened = await openImportFiles(files);
    if (chosen !== choice) {
      // Other files were chosen, or none, while these were being read.
      if (opened.ok) opened.value.close();
      return;
    }
    if (!opened.ok) {
      set({ step: 'choose', problem: opened.problem });
      return;
    }
    const { profile, tables } = opened.value.loaded;
    const mappings = Object.fromEntries(tables.map(({ name, guess }) => [name, guess]));
    set({ files: opened.value, profile, mappings });
    await replan();
  },
  async setProfile(profile) {
    set({ profile });
    await replan();
  },
  async setTimeZone(timeZone) {
    set({ timeZone });
    await replan();
  },
  async setMapping(table, mapping) {
    set({ mappings: { ...get().mappings, [table]: mapping } });
    await replan();
  },
  async run(team) {
    const { plan, step } = get();
    if (!plan || step === 'running') return;
    set({ step: 'running', progress: { done: 0, total: plan.documents.length }, isStopping: false });
    try {
      const counts = await importPlan(team, plan, {
        isStopped: () => get().isStopping,
        onProgress: (done, total) => set({ progress: { done, total } }),
      });
      set({ step: 'done', counts, failed: false });
    } catch (error) {
      set({ step: 'done', counts: null, failed: true });
      drop(Promise.reject(error instanceof Error ? error : new Error(String(error))));
    }
  },
  stop: () => set({ isStopping: true }),
  reset() {
    choice += 1;
    get().files?.close();
    set({ ...start, timeZone: get().timeZone });
  },
}));

/** Grows with every choice of files. */
let choice = 0;
let asked = 0;

/** Asks the worker again; of answers that overtake each other the last question's counts. */
async function replan(): Promise<void> {
  const { files, profile, timeZone, mappings } = useImporter.getState();
  if (!files) return;
  asked += 1;
  const question = asked;
  const today = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
  const planned = await files.plan({ profile, timeZone, today, mappings });
  if (question !== asked || useImporter.getState().files !== files) return;
  useImporter.setState(
    planned.ok
      ? { step: 'preview', plan: planned.value, problem: null }
      : { step: 'preview', plan: null, problem: planned.problem },
  );
}
