import { Button } from '@mantine/core';
import { IconCopy, IconMail } from '@tabler/icons-react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { drop } from '@shared/lib/drop';
import { useHeader } from '@renderer/data/queries/records';
import { platform } from '@renderer/platform/platform';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';
import { mailAddress } from './mail-address';

/** While no mail is connected: the ways a recorded reply can reach the customer. Both record it too. */
export function ReplyActions({
  ticket,
  body,
  onRecord,
}: {
  ticket: Ticket;
  body: string;
  /** Records the reply with how it went out. */
  onRecord: (data: Record<string, unknown>) => Promise<void>;
}) {
  const { t } = useTranslation('ticket');
  const contact = useHeader('contact', ticket.contactId);
  const show = useNotices((state) => state.show);
  const isEmpty = body.trim() === '';

  async function copy(): Promise<void> {
    const { ok } = await platform.copyText(body);
    if (!ok) return show({ kind: 'error', text: t('composer.copyFailed') });
    show({ kind: 'info', text: t('composer.copied') });
    await onRecord({ sent: 'copied' });
  }

  async function mail(): Promise<void> {
    const { address, complete } = mailAddress({
      to: contact?.emails[0] ?? '',
      subject: `[${ticket.number}] ${ticket.subject}`,
      body,
    });
    if (!complete) {
      const { ok } = await platform.copyText(body);
      if (!ok) return show({ kind: 'error', text: t('composer.copyFailed') });
      show({ kind: 'info', text: t('composer.mailTooLong') });
    }
    const { ok } = await platform.openExternal(address);
    if (!ok) return show({ kind: 'error', text: t('composer.mailFailed') });
    await onRecord({ sent: 'mailClient' });
  }

  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCopy size={14} aria-hidden />}
        disabled={isEmpty}
        onClick={() => drop(copy())}
      >
        {t('composer.copy')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconMail size={14} aria-hidden />}
        disabled={isEmpty}
        onClick={() => drop(mail())}
      >
        {t('composer.mail')}
      </Button>
    </>
  );
}
