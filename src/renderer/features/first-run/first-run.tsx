import type { TeamSession } from '@renderer/data/team-session';

export function FirstRun(_props: { onReady: (session: TeamSession) => void }) {
  return null;
}
