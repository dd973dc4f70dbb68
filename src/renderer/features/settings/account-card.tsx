import { useState } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { signOut } from '@renderer/data/commands/session';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useTeam } from '@renderer/data/queries/team-context';
import { useTranslation } from '@renderer/ui/use-translation';
import { ChangePasswordDialog } from './change-password-dialog';
import classes from './settings.module.css';

/** The account that the set-up with sample data makes; its password is random and known to nobody. */
const SAMPLE_USER = 'demo';

/** Who is signed in, and the way out, which takes nothing from this machine. */
export function AccountCard() {
  const { t } = useTranslation(['settings', 'common']);
  const team = useTeam();
  const { unsent, phase } = useSyncStatus();
  const [asking, setAsking] = useState(false);
  const [changing, setChanging] = useState(false);
  const [busy, setBusy] = useState(false);
  const { user, teamName, role } = team.session;
  const leave = () => {
    setBusy(true);
    drop(signOut(team));
  };
  return (
    <div className={classes.card}>
      <h3 className={classes.cardTitle}>{t('me.account')}</h3>
      <div className={classes.setting}>
        <span>{t('me.signedInAs', { user, team: teamName, role: t(`roles.${role}`) })}</span>
        <Group gap="xs">
          {user === SAMPLE_USER ? null : (
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('me.changePassword')}
            </Button>
          )}
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('me.signOut')}
          </Button>
        </Group>
      </div>
      {changing ? <ChangePasswordDialog onClose={() => setChanging(false)} /> : null}
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('me.signOutTitle')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <p>{t('me.signOutKeeps')}</p>
        {unsent > 0 ? <p className={classes.note}>{t('me.signOutUnsent', { count: unsent })}</p> : null}
        {phase === 'offline' ? <p>{t('me.signOutOffline')}</p> : null}
        {user === SAMPLE_USER ? <p className={classes.note}>{t('me.signOutSample')}</p> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('common:cancel')}
          </Button>
          <Button loading={busy} onClick={leave}>
            {t('me.signOut')}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}
