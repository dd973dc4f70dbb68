import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { useAct } from '@renderer/components/use-act';
import { useSession, useTeam } from '@renderer/data/queries/team-context';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';
import { useServerAddress } from './use-server-address';
import classes from './attention-page.module.css';

/** Asks before a changed server is taken as it is and sent everything it lacks: it may be somebody else's. */
export function AdoptDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sync');
  const { sync } = useTeam();
  const { teamName } = useSession();
  const address = useServerAddress() || t('thisComputer');
  const act = useAct();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);

  async function adopt(): Promise<void> {
    setBusy(true);
    const done = await act(() => sync.adoptServer());
    setBusy(false);
    if (done) onClose();
  }
  return (
    <FormDialog
      title={t('adopt.title')}
      submit={t('adopt.submit')}
      busy={busy}
      disabled={!sure}
      onSubmit={adopt}
      onClose={onClose}
    >
      <p className={classes.dialogText}>
        <strong>{t('adopt.where', { address, team: teamName })}</strong>
      </p>
      <p className={classes.dialogText}>{t('adopt.ours')}</p>
      <p className={classes.dialogText}>{t('adopt.theirs')}</p>
      <p className={classes.dialogText}>{t('adopt.everyone')}</p>
      <Checkbox
        label={t('adopt.sure')}
        checked={sure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
