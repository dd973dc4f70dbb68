import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { formatPhone } from '@shared/domain/calls/phone-number';
import { RowMarks } from '@renderer/components/record-marks';
import { useHeaders } from '@renderer/data/queries/records';
import { useAppActions } from '@renderer/ui/app-actions';
import { useTranslation } from '@renderer/ui/use-translation';
import { NewPartyDialog } from './new-party-dialog';
import classes from './customers.module.css';

/** The people of a company. */
export function ContactList({ customerId, readOnly }: { customerId: string; readOnly: boolean }) {
  const { t } = useTranslation('customers');
  const { open } = useAppActions();
  const [adding, setAdding] = useState(false);
  const contacts = useHeaders('contact');
  const people = useMemo(
    () => contacts.filter((contact) => contact.customerIds.includes(customerId)),
    [contacts, customerId],
  );
  return (
    <section>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{t('contacts')}</h3>
        {readOnly ? null : (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('addContact')}
          </Button>
        )}
      </div>
      {people.length === 0 ? <p className={classes.hint}>{t('noContacts')}</p> : null}
      {people.map((contact) => (
        <button key={contact._id} type="button" className={classes.line} onClick={() => open(contact._id)}>
          <span className={classes.grow} dir="auto">
            <RowMarks id={contact._id} />
            {contact.name}
            {contact.title ? <span className={classes.rowDetail}> {contact.title}</span> : null}
          </span>
          <span className={classes.rowDetail}>
            {contact.phones[0] ? formatPhone(contact.phones[0]) : contact.emails[0]}
          </span>
        </button>
      ))}
      {adding ? (
        <NewPartyDialog
          kind="contact"
          customerId={customerId}
          onClose={() => setAdding(false)}
          onCreated={() => setAdding(false)}
        />
      ) : null}
    </section>
  );
}
