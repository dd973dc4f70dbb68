import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPhonePlus, IconTicket } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import { editContact, editCustomer } from '@shared/domain/customers/customer-commands';
import { RecordConflicts } from '@renderer/components/conflict/record-conflicts';
import { HeaderMarks } from '@renderer/components/record-marks';
import { useWhyArchived } from '@renderer/components/use-why-archived';
import { BackButton } from '@renderer/ui/back-button';
import { useAppActions } from '@renderer/ui/app-actions';
import { useTranslation } from '@renderer/ui/use-translation';
import { ArchiveButton } from './archive-button';
import classes from './customers.module.css';

/** Name, state and acts of a company or a contact. */
export function PartyHead({
  party,
  readOnly,
  children,
}: {
  party: Customer | Contact;
  readOnly: boolean;
  /** Further acts, between the common ones and archiving. */
  children?: ReactNode;
}) {
  const { t } = useTranslation(['customers', 'common']);
  const [, navigate] = useLocation();
  const { logCall, newTicket } = useAppActions();
  const whyArchived = useWhyArchived(party);
  const about =
    party.type === 'contact'
      ? { contactId: party._id, customerId: party.customerIds[0] ?? '' }
      : { customerId: party._id };
  return (
    <>
      <div className={classes.toolbar}>
        <BackButton className={classes.backButton} onClick={() => navigate('/customers')}>
          {t('common:back')}
        </BackButton>
        <h2 className={classes.heading} dir="auto">
          {party.name}
        </h2>
        <HeaderMarks id={party._id} />
      </div>
      {party.archived ? <p className={classes.hint}>{`${t('isArchived')} ${whyArchived}`}</p> : null}
      {readOnly ? (
        <p className={classes.hint}>{t('readOnly')}</p>
      ) : (
        <div className={classes.actions}>
          <Button
            leftSection={<IconPhonePlus size={14} aria-hidden />}
            onClick={() => logCall({ ...about, direction: 'out', phone: party.phones[0] ?? '' })}
          >
            {t('logCall')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTicket size={14} aria-hidden />}
            onClick={() => newTicket(about)}
          >
            {t('newTicket')}
          </Button>
          {children}
          <ArchiveButton
            id={party._id}
            name={party.name}
            archived={party.archived}
            command={party.type === 'contact' ? editContact : editCustomer}
          />
        </div>
      )}
      <RecordConflicts id={party._id} />
    </>
  );
}
