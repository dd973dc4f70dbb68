import { setOutOfUse } from '@shared/domain/team/device-commands';
import type { Device } from '@shared/domain/team/team';
import { drop } from '@shared/lib/drop';
import type { RunCommand } from './command-runner';
import type { LiveTable } from './live-table';
import type { SyncController } from './sync-controller';

/** A machine that somebody took for lost or destroyed, and that is running, says that it is in use. */
export function keepCardInUse({
  device,
  settings,
  run,
  sync,
}: {
  /** This machine's prefix. */
  device: string;
  settings: Pick<LiveTable, 'follow'>;
  run: RunCommand;
  sync: Pick<SyncController, 'leads'>;
}): void {
  const id = `device:${device}`;
  settings.follow((row, isThere) => {
    if (row.id !== id || !isThere || !(row.doc as Device).outOfUse || !sync.leads()) return;
    drop(run(setOutOfUse, { id, how: null }));
  });
}
