import { useRecordFiles } from '@renderer/data/queries/files';
import { useSession } from '@renderer/data/queries/team-context';
import { FileList } from './file-list';
import { useFileTarget } from './use-file-target';
import classes from './files.module.css';

/** The files of a ticket or a call. Takes what is dropped on it; whoever is larger may take drops for it too. */
export function RecordFiles({ about }: { about: string }) {
  const canWrite = useSession().role !== 'viewer';
  const files = useRecordFiles(about);
  const { targetProps, add, adding } = useFileTarget({ about, canWrite });
  return (
    <div className={classes.target} {...targetProps}>
      <FileList files={files} canWrite={canWrite} add={add} adding={adding} />
    </div>
  );
}
