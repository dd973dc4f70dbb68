import type { z } from 'zod';
import { Button, MultiSelect, TagsInput } from '@mantine/core';
import { IconArrowLeft, IconPhonePlus, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { editContact } from '@shared/domain/customers/customer-commands';
import { drop } from '@shared/lib/drop';
import { SavedText } from '@renderer/components/saved-text';
import { useHeader, useHeaders, useRecordState } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { RecordStateMark } from '@renderer/ui/record-state-mark';
import { useAct } from '@renderer/components/use-act';
import { ArchiveButton } from './archive-button';
import { History } from './history';
import classes from './customers.module.css';

/** A person: facts edited in place, the companies they speak for, and what happened with them. */
export function ContactDetail({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { t: tc } = useTranslation('common');
  const [, navigate] = useLocation();
  const { role } = useSession();
  const contact = useHeader('contact', id);
  const customers = useHeaders('customer');
  const state = useRecordState(id);
  const actions = useAppActions();
  const run = useRun();
  const act = useAct();
  if (!contact) return <EmptyState title={tc('recordMissing')} />;

  const readOnly = role === 'viewer';
  const save = (values: z.input<typeof editContact.args>['values']) =>
    act(() => run(editContact, { id, values }));
  const text = (field: 'name' | 'title' | 'notes') => ({
    value: contact[field],
    draftKey: `${id}/${field}`,
    readOnly,
    onSave: (value: string) => save({ [field]: value }),
  });
  const party = { contactId: id, customerId: contact.customerIds[0] ?? '', phone: contact.phones[0] ?? '' };
  return (
    <article className={classes.detail} aria-label={contact.name}>
      <div className={classes.toolbar}>
        <Button
          className={classes.backButton ?? ''}
          variant="subtle"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={() => navigate('/customers')}
        >
          {tc('back')}
        </Button>
        <h2 className={classes.heading} dir="auto">
          {contact.name}
        </h2>
        <RecordStateMark state={state} labelled />
      </div>
      {contact.archived ? <p className={classes.hint}>{t('isArchived')}</p> : null}
      {readOnly ? (
        <p className={classes.hint}>{t('readOnly')}</p>
      ) : (
        <div className={classes.actions}>
          <Button
            leftSection={<IconPhonePlus size={14} aria-hidden />}
            onClick={() => actions.logCall({ ...party, direction: 'out' })}
          >
            {t('logCall')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTicket size={14} aria-hidden />}
            onClick={() => actions.newTicket(party)}
          >
            {t('newTicket')}
          </Button>
          <ArchiveButton id={id} name={contact.name} archived={contact.archived} command={editContact} />
        </div>
      )}
      <div className={classes.fields}>
        <SavedText {...text('name')} label={t('contactName')} required />
        <SavedText {...text('title')} label={t('jobTitle')} />
        <TagsInput
          size="xs"
          label={t('phones')}
          placeholder={contact.phones.length === 0 ? t('addNumber') : ''}
          value={contact.phones}
          readOnly={readOnly}
          acceptValueOnBlur
          onChange={(phones) => drop(save({ phones }))}
        />
        <TagsInput
          size="xs"
          label={t('emails')}
          placeholder={contact.emails.length === 0 ? t('addEmail') : ''}
          value={contact.emails}
          readOnly={readOnly}
          acceptValueOnBlur
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
