import { useEffect } from 'react';
import { backUpDaily } from '@renderer/data/commands/backups';
import { useTeam } from '@renderer/data/queries/team-context';

/** Nobody has touched anything for this long, milliseconds. */
const QUIET = 60_000;

/** One backup a day, while nobody touches a key or is on the phone. */
export function useDailyBackup(): void {
  const team = useTeam();
  useEffect(() => {
    let touchedAt = Date.now();
    const touch = () => {
      touchedAt = Date.now();
    };
    const events = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true });
    const stop = backUpDaily(team, () => Date.now() - touchedAt > QUIET);
    return () => {
      stop();
      for (const name of events) window.removeEventListener(name, touch);
    };
  }, [team]);
}
