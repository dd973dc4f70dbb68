import type { z } from 'zod';
import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { editCustomer } from '@shared/domain/customers/customer-commands';
import { drop } from '@shared/lib/drop';
import { SavedText } from '@renderer/components/saved-text';
import { useHeader } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { EmptyState } from '@renderer/ui/empty-state';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { ContactList } from './contact-list';
import { History } from './history';
import { ListField, PhonesField } from './list-field';
import { PartyHead } from './party-head';
import classes from './customers.module.css';

type EditValues = z.input<typeof editCustomer.args>['values'];

/** A company: facts edited in place, contacts, environment, and everything that happened with it. */
export function CustomerDetail({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { t: tc } = useTranslation('common');
  const [, navigate] = useLocation();
  const { role } = useSession();
  const customer = useHeader('customer', id);
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
      <PartyHead party={customer} readOnly={readOnly}>
        <Button
          variant="default"
          leftSection={<IconChecklist size={14} aria-hidden />}
          onClick={() => navigate(`/onboarding?customer=${encodeURIComponent(id)}`)}
        >
          {t('startOnboarding')}
        </Button>
      </PartyHead>
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
        <PhonesField
          phones={customer.phones}
          readOnly={readOnly}
          onChange={(phones) => drop(save({ phones }))}
        />
        <ListField
          label={t('domains')}
          hint={t('addDomain')}
          values={customer.domains}
          readOnly={readOnly}
          onChange={(domains) => drop(save({ domains }))}
        />
      </div>
      <SavedText {...text('contract')} label={t('contract')} multiline minRows={2} />
      <ContactList customerId={id} readOnly={readOnly} />
      <History customerId={id} />
    </article>
  );
}
