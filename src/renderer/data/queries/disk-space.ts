import { useSpace } from '../store/space';

/** Whether the disk has refused since this page was loaded. */
export function isDiskFull(): boolean {
  return useSpace.getState().level === 'full';
}
