import { useState } from 'react';
import { Alert, Button, Modal, Radio, Stack } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { signOut, signOutAndWipe } from '@renderer/data/commands/session';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useTeam } from '@renderer/data/queries/team-context';
import { useUnsentWork } from '@renderer/data/queries/unsent-work';
import { DialogButtons } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';
import { OnlyHere } from './only-here';
import classes from './settings.module.css';

type Machine = 'keep' | 'wipe';

/** The way out: with everything left on this machine, or with nothing. What nobody else has needs a yes of its own. */
export function SignOutDialog({ isSample, onClose }: { isSample: boolean; onClose: () => void }) {
  const { t } = useTranslation(['privacy', 'settings', 'common']);
  const team = useTeam();
  const { phase, unsent } = useSyncStatus();
  const { changes, files, drafts } = useUnsentWork();
  const [machine, setMachine] = useState<Machine>('keep');
  const [given, setGiven] = useState('');
  const [state, setState] = useState<'asking' | 'leaving' | 'held'>('asking');
  const wipes = machine === 'wipe';
  const counts = [changes, files, drafts];
  const lost = counts.join();
  const loses = counts.some((count) => count > 0);
  // A yes to three changes is no yes to four.
  const isAgreed = !loses || given === lost;
  const leave = async () => {
    setState('leaving');
    if (!wipes) return signOut(team);
    if (!(await signOutAndWipe(team))) setState('held');
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings:me.signOutTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      closeOnEscape={state === 'asking'}
      closeOnClickOutside={false}
      withCloseButton={state === 'asking'}
    >
      <Stack gap="sm">
        <Radio.Group
          aria-label={t('signOut.machine')}
          value={machine}
          onChange={(value) => setMachine(value === 'wipe' ? 'wipe' : 'keep')}
        >
          <Stack gap="xs">
            {(['keep', 'wipe'] as const).map((choice) => (
              <Radio
                key={choice}
                value={choice}
                label={t(`signOut.${choice}`)}
                description={t(`signOut.${choice}Hint`)}
                disabled={state !== 'asking'}
              />
            ))}
          </Stack>
        </Radio.Group>
        {!wipes && unsent > 0 ? (
          <p className={classes.note}>{t('settings:me.signOutUnsent', { count: unsent })}</p>
        ) : null}
        {wipes && loses && state === 'asking' ? (
          <OnlyHere
            work={{ changes, files, drafts }}
            agreed={given === lost}
            onAgree={(agreed) => setGiven(agreed ? lost : '')}
          />
        ) : null}
        {phase === 'offline' ? <p className={classes.muted}>{t('settings:me.signOutOffline')}</p> : null}
        {isSample ? <p className={classes.note}>{t('settings:me.signOutSample')}</p> : null}
        {state === 'held' ? <Alert color="red">{t('signOut.held')}</Alert> : null}
        <DialogButtons>
          {state === 'held' ? null : (
            <Button variant="default" onClick={onClose} disabled={state !== 'asking'}>
              {t('common:cancel')}
            </Button>
          )}
          <Button
            color={wipes ? 'red' : undefined}
            loading={state === 'leaving'}
            disabled={wipes && !isAgreed && state === 'asking'}
            onClick={() => drop(leave())}
          >
            {wipes ? t('signOut.wipeNow') : t('settings:me.signOut')}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  );
}
