import type { z } from 'zod';
import { MultiSelect } from '@mantine/core';
import { editContact } from '@shared/domain/customers/customer-commands';
import { isErased } from '@shared/domain/record/erased';
import { drop } from '@shared/lib/drop';
import { SavedText } from '@renderer/components/saved-text';
import { useHeader, useHeaders } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { EmptyState } from '@renderer/ui/empty-state';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { EraseButton } from './erase-button';
import { ErasedContact } from './erased-contact';
import { History } from './history';
import { ListField, PhonesField } from './list-field';
import { PartyHead } from './party-head';
import classes from './customers.module.css';

/** A person: facts edited in place, the companies they speak for, and what happened with them. */
export function ContactDetail({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { t: tc } = useTranslation('common');
  const { role } = useSession();
  const contact = useHeader('contact', id);
  const customers = useHeaders('customer');
  const run = useRun();
  const act = useAct();
  if (!contact) return <EmptyState title={tc('recordMissing')} />;
  if (isErased(contact)) return <ErasedContact contact={contact} />;

  const readOnly = role === 'viewer';
  const save = (values: z.input<typeof editContact.args>['values']) =>
    act(() => run(editContact, { id, values }));
  const text = (field: 'name' | 'title' | 'notes') => ({
    value: contact[field],
    draftKey: `${id}/${field}`,
    readOnly,
    onSave: (value: string) => save({ [field]: value }),
  });
  return (
    <article className={classes.detail} aria-label={contact.name}>
      <PartyHead party={contact} readOnly={readOnly}>
        <EraseButton contact={contact} />
      </PartyHead>
      <div className={classes.fields}>
        <SavedText {...text('name')} label={t('contactName')} required />
        <SavedText {...text('title')} label={t('jobTitle')} />
        <PhonesField
          phones={contact.phones}
          readOnly={readOnly}
          onChange={(phones) => drop(save({ phones }))}
        />
        <ListField
          label={t('emails')}
          hint={t('addEmail')}
          values={contact.emails}
          readOnly={readOnly}
          onChange={(emails) => drop(save({ emails }))}
        />
      </div>
      <MultiSelect
        size="xs"
        searchable
        label={t('atCompanies')}
        limit={50}
        data={customers.map((customer) => ({ value: customer._id, label: customer.name }))}
        value={contact.customerIds}
        readOnly={readOnly}
        onChange={(customerIds) => drop(save({ customerIds }))}
      />
      <SavedText {...text('notes')} label={t('notes')} multiline />
      <History contactId={id} />
    </article>
  );
}
