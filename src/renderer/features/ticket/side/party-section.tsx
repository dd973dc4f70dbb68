import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { CustomerPanel } from '@renderer/components/customer-panel';
import { PartyPicker } from '@renderer/components/party-picker';
import { PhoneLink } from '@renderer/components/phone-link';
import { useHeader } from '@renderer/data/queries/records';
import { useAppActions } from '@renderer/ui/app-actions';
import { useTranslation } from '@renderer/ui/use-translation';
import type { TicketEdits } from '../use-ticket-edits';
import { Section } from './section';
import classes from './side.module.css';

/** Whose ticket it is, how to reach them, and what is known of their environment. */
export function PartySection({
  ticket,
  edits,
  canWrite,
}: {
  ticket: Ticket;
  edits: TicketEdits;
  canWrite: boolean;
}) {
  const { t } = useTranslation(['ticket', 'common']);
  const { logCall } = useAppActions();
  const contact = useHeader('contact', ticket.contactId);
  const customer = useHeader('customer', ticket.customerId);
  const [changing, setChanging] = useState(false);
  const { customerId, contactId } = ticket;
  const isKnown = customerId !== '' || contactId !== '';
  const phones = (contact ?? customer)?.phones ?? [];
  if (canWrite && (changing || !isKnown)) {
    return (
      <Section title={t('ticket:customerTitle')}>
        <PartyPicker
          label={t('ticket:chooseCustomer')}
          formKey={ticket._id}
          party={{ phone: '', callerName: '', contactId: '', customerId: '' }}
          onChange={(values) => {
            if (!values.contactId && !values.customerId) return;
            edits.edit({ contactId: values.contactId ?? '', customerId: values.customerId ?? '' });
            setChanging(false);
          }}
        />
        {isKnown ? (
          <Group gap={8}>
            <Button variant="default" onClick={() => setChanging(false)}>
              {t('common:cancel')}
            </Button>
            <Button
              variant="subtle"
              onClick={() => {
                edits.edit({ contactId: '', customerId: '' });
                setChanging(false);
              }}
            >
              {t('ticket:noCustomer')}
            </Button>
          </Group>
        ) : null}
      </Section>
    );
  }
  const reach = (
    <>
      {phones.map((number) => (
        <PhoneLink key={number} phone={number} logs={false} />
      ))}
      {contact?.emails.map((email) => (
        <span key={email} className={classes.muted} dir="auto">
          {email}
        </span>
      ))}
      {canWrite ? (
        <Button
          variant="default"
          leftSection={<IconPhoneOutgoing size={14} aria-hidden />}
          onClick={() =>
            logCall({
              direction: 'out',
              ticketId: ticket._id,
              customerId,
              contactId,
              ...(phones[0] ? { phone: phones[0] } : {}),
            })
          }
        >
          {t('ticket:callCustomer')}
        </Button>
      ) : null}
    </>
  );
  return (
    <Section
      title={t('ticket:customerTitle')}
      action={
        canWrite ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setChanging(true)}>
            {t('ticket:changeCustomer')}
          </Button>
        ) : null
      }
    >
      {isKnown ? (
        <CustomerPanel customerId={customerId} contactId={contactId} exceptTicketId={ticket._id}>
          {reach}
        </CustomerPanel>
      ) : (
        <>
          <p className={classes.muted}>{t('ticket:noCustomer')}</p>
          {reach}
        </>
      )}
    </Section>
  );
}
