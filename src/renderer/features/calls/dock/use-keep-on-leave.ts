import { useEffect } from 'react';
import { drop } from '@shared/lib/drop';
import type { CallDesk } from '../session/call-desk';

/** Saves notes at once when the window is hidden or goes away. */
export function useKeepOnLeave(desk: CallDesk): void {
  useEffect(() => {
    const flush = () => drop(desk.flush());
    const onHide = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [desk]);
}
