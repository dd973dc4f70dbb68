import { useCallback, useRef, useState } from 'react';
import { openSession } from '@renderer/data/commands/account';
import type { Membership, TeamSession } from '@renderer/data/commands/account';
import type { AccountProblem, Outcome } from '@renderer/data/commands/http';

export interface Attempt {
  busy: boolean;
  problem: AccountProblem | null;
  /** Does one thing at the server and, when it worked, opens the session. Never repeated by itself. */
  start(enter: () => Promise<Outcome<Membership>>): Promise<void>;
  forget(): void;
}

export function useAttempt(onReady: (session: TeamSession) => void): Attempt {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const running = useRef(false);
  const start = useCallback(
    async (enter: () => Promise<Outcome<Membership>>) => {
      // A second Enter before the first answer must not be a second try with a password.
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setProblem(null);
      const entered = await enter();
      const opened = entered.ok ? await openSession(entered.value) : entered;
      running.current = false;
      setBusy(false);
      if (opened.ok) onReady(opened.value);
      else setProblem(opened.problem);
    },
    [onReady],
  );
  return { busy, problem, start, forget: () => setProblem(null) };
}
