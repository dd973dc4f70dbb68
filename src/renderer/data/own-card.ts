import { setOutOfUse } from '@shared/domain/team/device-commands';
import type { Device } from '@shared/domain/team/team';
import { drop } from '@shared/lib/drop';
import type { RunCommand } from './command-runner';
import type { LiveTable } from './live-table';

/**
 * A machine that somebody took for lost or destroyed, and that is running, says that it is in use.
 * @param device this machine's prefix
 */
export function keepCardInUse(device: string, settings: Pick<LiveTable, 'follow'>, run: RunCommand): void {
  const id = `device:${device}`;
  settings.follow((row, isThere) => {
    if (row.id === id && isThere && (row.doc as Device).outOfUse) drop(run(setOutOfUse, { id, how: null }));
  });
}
