import type { z } from 'zod';
import { Button, TagsInput } from '@mantine/core';
import { IconArrowLeft, IconChecklist, IconPhonePlus, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { editCustomer } from '@shared/domain/customers/customer-commands';
import { drop } from '@shared/lib/drop';
import { SavedText } from '@renderer/components/saved-text';
import { useHeader, useRecordState } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { RecordStateMark } from '@renderer/ui/record-state-mark';
import { useAct } from '@renderer/components/use-act';
import { ArchiveButton } from './archive-button';
import { ContactList } from './contact-list';
import { History } from './history';
import classes from './customers.module.css';

type EditValues = z.input<typeof editCustomer.args>['values'];

/** A company: facts edited in place, contacts, environment, and everything that happened with it. */
export function CustomerDetail({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { t: tc } = useTranslation('common');
  const [, navigate] = useLocation();
  const { role } = useSession();
  const customer = useHeader('customer', id);
  const state = useRecordState(id);
  const actions = useAppActions();
  const run = useRun();
  const act = useAct();
  if (!customer) return <EmptyState title={tc('recordMissing')} />;

  const readOnly = role === 'viewer';
  const save = (values: EditValues) => act(() => run(editCustomer, { id, values }));
  const text = (field: 'name' | 'businessId' | 'contract' | 'environment') => ({
    value: customer[field],
    draftKey: `${id}/${field}`,
    readOnly,
    onSave: (value: string) => save({ [field]: value }),
  });
  return (
    <article className={classes.detail} aria-label={customer.name}>
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
          {customer.name}
        </h2>
        <RecordStateMark state={state} labelled />
      </div>
      {customer.archived ? <p className={classes.hint}>{t('isArchived')}</p> : null}
      {readOnly ? (
        <p className={classes.hint}>{t('readOnly')}</p>
      ) : (
        <div className={classes.actions}>
          <Button
            leftSection={<IconPhonePlus size={14} aria-hidden />}
            onClick={() =>
              actions.logCall({ customerId: id, direction: 'out', phone: customer.phones[0] ?? '' })
            }
          >
            {t('logCall')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTicket size={14} aria-hidden />}
            onClick={() => actions.newTicket({ customerId: id })}
          >
            {t('newTicket')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconChecklist size={14} aria-hidden />}
            onClick={() => navigate(`/onboarding?customer=${encodeURIComponent(id)}`)}
          >
            {t('startOnboarding')}
          </Button>
          <ArchiveButton id={id} name={customer.name} archived={customer.archived} command={editCustomer} />
        </div>
      )}
      <SavedText
        {...text('environment')}
        label={t('environment')}
        placeholder={t('environmentHint')}
        multiline
        minRows={4}
      />
      <div className={classes.fields}>
        <SavedText {...text('name')} label={t('companyName')} required />
        <SavedText {...text('businessId')} label={t('businessId')} />
        <TagsInput
          size="xs"
          label={t('phones')}
          placeholder={customer.phones.length === 0 ? t('addNumber') : ''}
          value={customer.phones}
          readOnly={readOnly}
          acceptValueOnBlur
          onChange={(phones) => drop(save({ phones }))}
        />
        <TagsInput
          size="xs"
          label={t('domains')}
          placeholder={customer.domains.length === 0 ? t('addDomain') : ''}
          value={customer.domains}
          readOnly={readOnly}
          acceptValueOnBlur
          onChange={(domains) => drop(save({ domains }))}
        />
      </div>
      <SavedText {...text('contract')} label={t('contract')} multiline minRows={2} />
      <ContactList customerId={id} readOnly={readOnly} />
      <History customerId={id} />
    </article>
  );
}
