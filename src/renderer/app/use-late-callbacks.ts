import { useEffect, useState } from 'react';
import { useHeaders } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';

const LOOK_EVERY = 30_000;

/** How many promised calls are late and one's own to make: one's own, and those nobody has taken. */
export function useLateCallbacks(): number {
  const { user } = useSession();
  const callbacks = useHeaders('callback');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  return callbacks.filter(
    ({ status, owner, dueAt }) =>
      status === 'open' && (owner === user || owner === '') && Date.parse(dueAt) < now,
  ).length;
}
