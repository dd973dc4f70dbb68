import { useState } from 'react';
import { useRecordTitle } from '@renderer/components/record-words/use-record-title';
import { useTeam } from '@renderer/data/queries/team-context';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';
import type { RefusedGroup } from './group-refused';
import { isOnlyHere } from './group-refused';
import { RefusedParts } from './refused-parts';
import classes from './attention-page.module.css';

/** Asks before a refused change is given up, and names it. */
export function GiveUpDialog({ group, onClose }: { group: RefusedGroup; onClose: () => void }) {
  const { t } = useTranslation('sync');
  const { sync } = useTeam();
  const titleOf = useRecordTitle();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const { id, records } = group;
  const own = records.find((record) => record.id === id);

  async function giveUp(): Promise<void> {
    setBusy(true);
    const ids = records.map((record) => record.id);
    const answer = await sync.giveUp(ids).catch(() => null);
    setBusy(false);
    if (answer && answer.givenUp.length === ids.length) onClose();
    else setFailed(true);
  }
  return (
    <FormDialog
      title={t('giveUp.title')}
      submit={t('giveUp.submit')}
      busy={busy}
      onSubmit={giveUp}
      onClose={onClose}
    >
      <p className={classes.dialogText} dir="auto">
        <strong>{titleOf(id, own?.doc)}</strong>
      </p>
      <RefusedParts group={group} />
      <p className={classes.dialogText}>
        {isOnlyHere(group) ? t('giveUp.disappears') : t('giveUp.becomesServers')} {t('giveUp.kept')}
      </p>
      {failed ? (
        <p className={classes.dialogText} role="alert">
          {t('giveUp.failed')}
        </p>
      ) : null}
    </FormDialog>
  );
}
