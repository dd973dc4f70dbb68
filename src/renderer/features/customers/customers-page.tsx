import { useMemo, useState } from 'react';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconAddressBook, IconPlus } from '@tabler/icons-react';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import { formatPhone } from '@shared/domain/calls/phone-number';
import { typeOfId } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { RowMarks } from '@renderer/components/record-marks';
import { useErasedContacts } from '@renderer/data/queries/erasures';
import { useFoundParties } from '@renderer/data/queries/find-party';
import { useHeader, useHeaders, useIsLoaded } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { VirtualList } from '@renderer/ui/list/virtual-list';
import { Page } from '@renderer/ui/page';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { ContactDetail } from './contact-detail';
import { CustomerDetail } from './customer-detail';
import { ErasedRow } from './erased-row';
import { NewPartyDialog } from './new-party-dialog';
import classes from './customers.module.css';

/** Erased persons have no name to be found by, and what is done about them is to be followed. */
type Kind = 'customer' | 'contact' | 'erased';
type PartyKind = Exclude<Kind, 'erased'>;
const MOST_FOUND = 200;
const listNames = { customer: 'companies', contact: 'contacts', erased: 'erased' } as const;

/** Companies and contacts: a list to search, and the chosen one beside it. */
export function CustomersPage({ selectedId }: { selectedId: string }) {
  const { t } = useTranslation('customers');
  const { role } = useSession();
  const { open } = useAppActions();
  const [kind, setKind] = useState<Kind>(typeOfId(selectedId) === 'contact' ? 'contact' : 'customer');
  const [query, setQuery] = useState('');
  const [creating, setCreating] = useState<PartyKind | null>(null);
  const erased = useErasedContacts();
  const parties = useRows(kind === 'customer' ? kind : 'contact', query);
  const rows = kind === 'erased' ? erased : parties;
  const isLoaded = useIsLoaded('customer');
  const canWrite = role !== 'viewer';
  const create =
    canWrite && kind !== 'erased' ? (
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setCreating(kind)}>
        {kind === 'customer' ? t('newCompany') : t('newContact')}
      </Button>
    ) : null;

  return (
    <Page title={t('title')} actions={create}>
      <div className={classes.columns} data-detail={selectedId !== ''}>
        <div className={classes.listColumn}>
          <div className={classes.filters}>
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('kind')}
              value={kind}
              onChange={(value) => setKind(value as Kind)}
              data={[
                { value: 'customer', label: t('companies') },
                { value: 'contact', label: t('contacts') },
                ...(erased.length > 0 ? [{ value: 'erased', label: t('erased') }] : []),
              ]}
            />
            {kind === 'erased' ? null : (
              <TextInput
                aria-label={t('search')}
                placeholder={t('search')}
                value={query}
                onChange={(event) => setQuery(event.currentTarget.value)}
              />
            )}
          </div>
          {isLoaded && rows.length === 0 ? (
            <EmptyState
              icon={<IconAddressBook size={28} aria-hidden />}
              title={query ? t('nothingFoundTitle') : t('emptyTitle')}
              text={query ? t('nothingFoundText') : t('emptyText')}
            />
          ) : (
            <div className={classes.list}>
              <VirtualList
                items={rows}
                idOf={(row) => row._id}
                rowHeight={44}
                label={t(listNames[kind])}
                selectedId={selectedId}
                onSelect={open}
                ownsKeys
                renderRow={(row) => (isErased(row) ? <ErasedRow id={row._id} /> : <PartyRow party={row} />)}
              />
            </div>
          )}
        </div>
        <div className={classes.detailColumn}>
          <Detail id={selectedId} />
        </div>
      </div>
      {creating ? (
        <NewPartyDialog
          kind={creating}
          onClose={() => setCreating(null)}
          onCreated={(id) => {
            setCreating(null);
            open(id);
          }}
        />
      ) : null}
    </Page>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  switch (typeOfId(id)) {
    case 'customer':
      return <CustomerDetail id={id} key={id} />;
    case 'contact':
      return <ContactDetail id={id} key={id} />;
    default:
      return <EmptyState title={t('chooseTitle')} text={t('chooseText')} />;
  }
}

/** All of a kind by name, or what the search finds, best first. */
function useRows(kind: PartyKind, query: string): readonly (Customer | Contact)[] {
  const language = useLanguage();
  const parties = useHeaders(kind);
  const found = useFoundParties(query, MOST_FOUND);
  return useMemo(() => {
    if (query.trim() === '') {
      const collator = new Intl.Collator(language);
      return [...parties].sort((a, b) => collator.compare(a.name, b.name));
    }
    const byId = new Map<string, Customer | Contact>(parties.map((party) => [party._id, party]));
    const ids = new Set(found.map((party) => (kind === 'customer' ? party.customerId : party.contactId)));
    return [...ids].flatMap((id) => byId.get(id) ?? []);
  }, [kind, parties, query, found, language]);
}

function PartyRow({ party }: { party: Customer | Contact }) {
  const isContact = party.type === 'contact';
  const company = useHeader('customer', isContact ? (party.customerIds[0] ?? '') : '')?.name;
  const phone = formatPhone(party.phones[0] ?? '');
  // Of a person one asks where they work, then what they do there.
  const detail = isContact ? [company, party.title].filter(Boolean).join(' · ') || phone : phone;
  return (
    <div className={classes.row}>
      <span className={classes.rowName} dir="auto">
        <RowMarks id={party._id} />
        {party.name}
      </span>
      <span className={classes.rowDetail} dir="auto">
        {detail}
      </span>
    </div>
  );
}
