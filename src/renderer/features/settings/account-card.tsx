import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTeam } from '@renderer/data/queries/team-context';
import { useTranslation } from '@renderer/ui/use-translation';
import { ChangePasswordDialog } from './change-password-dialog';
import { SignOutDialog } from './sign-out-dialog';
import classes from './settings.module.css';

/** The account that the set-up with sample data makes; its password is random and known to nobody. */
const SAMPLE_USER = 'demo';

/** Who is signed in, and the way out. */
export function AccountCard() {
  const { t } = useTranslation('settings');
  const team = useTeam();
  const [asking, setAsking] = useState(false);
  const [changing, setChanging] = useState(false);
  const { user, teamName, role } = team.session;
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
      {asking ? <SignOutDialog isSample={user === SAMPLE_USER} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
