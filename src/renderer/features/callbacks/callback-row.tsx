import { Button } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePersonName } from '@renderer/data/queries/people';
import { useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import type { Callback } from '@shared/domain/calls/call';
import { useCallbackName } from './callback-name';
import { DueChip } from './due-chip';
import { useCallbackActs } from './use-callback-acts';
import classes from './callbacks-page.module.css';

/** A callback in one line, with the two acts one needs most. */
export function CallbackRow({ callback, now }: { callback: Callback; now: string }) {
  const { t } = useTranslation('callbacks');
  const { user } = useSession();
  const { logCall } = useAppActions();
  const { claim } = useCallbackActs(callback);
  const { name, company } = useCallbackName(callback);
  const owner = usePersonName(callback.owner);
  const tries = Object.keys(callback.attempts).length;
  const isOpen = callback.status === 'open';
  return (
    <div className={classes.row}>
      <span>
        <DueChip callback={callback} now={now} />
      </span>
      <span dir="auto">
        <span className={classes.name}>{name}</span>
        {company ? <span className={classes.muted}> {company}</span> : null}
      </span>
      <span className={classes.topic} dir="auto">
        {tries > 0 ? <span className={classes.muted}>{t('attempts', { count: tries })} · </span> : null}
        {callback.topic || t('noTopic')}
      </span>
      <span className={classes.owner}>
        {callback.owner === '' && isOpen ? (
          <Button
            size="compact-xs"
            variant="default"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              claim(true);
            }}
          >
            {t('claim')}
          </Button>
        ) : (
          <span className={callback.owner === user ? classes.name : classes.muted}>{owner}</span>
        )}
      </span>
      <span>
        {isOpen ? (
          <Button
            size="compact-xs"
            variant="light"
            tabIndex={-1}
            leftSection={<IconPhoneOutgoing size={12} aria-hidden />}
            onClick={(event) => {
              event.stopPropagation();
              logCall({ callbackId: callback._id });
            }}
          >
            {t('call')}
          </Button>
        ) : null}
      </span>
    </div>
  );
}
