import { create } from 'zustand';
import type { OpenedBackup, Progress, RestoreReport } from '@renderer/data/commands/backups';
import { BackupJobError, restoreTeam } from '@renderer/data/commands/backups';
import type { Team } from '@renderer/data/queries/team-context';

interface RestoreState {
  step: 'idle' | 'checking' | 'checked' | 'restoring' | 'done';
  source: OpenedBackup | null;
  report: RestoreReport | null;
  progress: Progress;
  failure: BackupJobError['code'] | null;
  /** What the server would not take from this person was left out. */
  leftOut: boolean;
  /** Looks what restoring would do. */
  check(team: Team, source: OpenedBackup): Promise<void>;
  restore(team: Team, onlySendable: boolean): Promise<void>;
  /** Ends what is under way; what was restored until then stays. */
  stop(): void;
}

const idle = { step: 'idle', source: null, report: null, failure: null, leftOut: false } as const;
const nothing: Progress = { records: 0, files: 0 };
let control = new AbortController();

/** A restore: it goes on while other screens are looked at. */
export const useRestore = create<RestoreState>((set, get) => {
  async function run(team: Team, source: OpenedBackup, wish: { dryRun: boolean; onlySendable: boolean }) {
    control = new AbortController();
    const { signal } = control;
    try {
      const report = await restoreTeam(team, source, {
        ...wish,
        signal,
        onProgress: (progress) => set({ progress: { ...progress } }),
      });
      set({ step: wish.dryRun ? 'checked' : 'done', report });
    } catch (error) {
      if (signal.aborted) return;
      console.error(error);
      set({ ...idle, failure: error instanceof BackupJobError ? error.code : 'internal' });
    }
  }
  return {
    ...idle,
    progress: nothing,
    async check(team, source) {
      set({ ...idle, step: 'checking', source, progress: nothing });
      await run(team, source, { dryRun: true, onlySendable: false });
    },
    async restore(team, onlySendable) {
      const { source } = get();
      if (!source) return;
      set({ step: 'restoring', progress: nothing, leftOut: onlySendable });
      await run(team, source, { dryRun: false, onlySendable });
    },
    stop() {
      control.abort(new Error('stopped'));
      set(idle);
    },
  };
});
