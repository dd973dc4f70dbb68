import { UnstyledButton } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { formatPhone, phoneKey } from '@shared/domain/calls/phone-number';
import { drop } from '@shared/lib/drop';
import { platform } from '@renderer/platform/platform';
import { useAppActions } from '@renderer/ui/app-actions';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './party-picker.module.css';

interface PhoneLinkProps {
  phone: string;
  contactId?: string;
  customerId?: string;
  /** Whether the call is logged too; not where one is being logged already. */
  logs?: boolean;
}

/** A phone number that rings at a press, through the computer's phone program, and starts the call's log. */
export function PhoneLink({ phone, contactId, customerId, logs = true }: PhoneLinkProps) {
  const { t } = useTranslation('calls');
  const { logCall } = useAppActions();
  const shown = formatPhone(phone);
  // What cannot be dialled is only text: a hidden number, a remark.
  if (phoneKey(phone) === '') return <span dir="auto">{phone}</span>;
  async function dial(): Promise<void> {
    const answer = await platform.dial(phone);
    if (!answer.ok) useNotices.getState().show({ kind: 'info', text: t('dialFailed', { phone: shown }) });
  }
  return (
    <UnstyledButton
      className={classes.phone}
      aria-label={t('dial', { phone: shown })}
      onClick={(event) => {
        event.stopPropagation();
        if (logs)
          logCall({
            direction: 'out',
            phone,
            ...(contactId ? { contactId } : {}),
            ...(customerId ? { customerId } : {}),
          });
        drop(dial());
      }}
    >
      <IconPhoneOutgoing size={14} aria-hidden />
      {shown}
    </UnstyledButton>
  );
}
