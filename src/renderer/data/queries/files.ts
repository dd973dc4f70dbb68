import { useEffect, useState, useSyncExternalStore } from 'react';
import type { RecordFile } from '@shared/domain/files/record-files';
import { filesOf } from '@shared/domain/files/record-files';
import { watchEventsAbout } from '../events-about';
import type { Transfer } from '../files/outcomes';
import type { FilePlace } from '../files/places';
import type { TeamFiles } from '../files/team-files';
import { useTeam } from './team-context';

export type { FileProblem, Transfer } from '../files/outcomes';
export type { FilePlace } from '../files/places';
export type { FileTarget, ReadOutcome, TeamFiles } from '../files/team-files';

const none: readonly RecordFile[] = [];

/** The files of a record, oldest first, removed ones too, live. Empty until they have been read. */
export function useRecordFiles(about: string): readonly RecordFile[] {
  const { database } = useTeam();
  const [state, setState] = useState({ about, files: none });
  useEffect(() => {
    return watchEventsAbout(database.collections.events, about, (events) => {
      const files = filesOf(events);
      setState((old) =>
        files.length === 0 && old.files.length === 0 && old.about === about ? old : { about, files },
      );
    });
  }, [database, about]);
  return state.about === about ? state.files : none;
}

/** Adding, reading, sending anew; see `TeamFiles`. */
export function useTeamFiles(): TeamFiles {
  return useTeam().files;
}

/** Where a file's content is; undefined when it is not on this machine. */
export function useFilePlace(fileId: string): FilePlace | undefined {
  const { places } = useTeamFiles();
  return useSyncExternalStore(places.subscribe, () => places.getSnapshot().get(fileId));
}

/** What is on the line for a file just now. */
export function useFileTransfer(fileId: string): Transfer | undefined {
  const { transfers } = useTeamFiles();
  return useSyncExternalStore(transfers.subscribe, () => transfers.getSnapshot().get(fileId));
}

/** Whether this machine fetches contents before anybody opens them. */
export function useFilesAhead(): boolean {
  const { ahead } = useTeamFiles().places;
  return useSyncExternalStore(ahead.subscribe, ahead.getSnapshot);
}
