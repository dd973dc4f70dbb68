import { Button } from '@mantine/core';
import { editContact, editCustomer } from '@shared/domain/customers/customer-commands';
import { formatPhone, identifyPhone, isSamePhone } from '@shared/domain/calls/phone-number';
import { drop } from '@shared/lib/drop';
import { useHeader } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { PhoneLink } from './phone-link';
import type { Party } from './party-picker';
import classes from './party-picker.module.css';

/** Who was found: name, company, number; a number that is new for them is learned at a press. */
export function PartyCard({
  party,
  label,
  takesFocus,
  onClear,
  onChange,
}: {
  party: Party;
  label: string;
  takesFocus: boolean;
  onClear: () => void;
  onChange: (values: Partial<Party>) => void;
}) {
  const { t } = useTranslation(['calls', 'common']);
  const run = useRun();
  const act = useAct();
  const contact = useHeader('contact', party.contactId);
  const customer = useHeader('customer', party.customerId);
  const person = contact ?? customer;
  const phones = person?.phones ?? [];
  const shownPhone = party.phone || phones[0] || '';
  const isNewNumber =
    person !== undefined &&
    identifyPhone(party.phone).kind === 'number' &&
    !phones.some((known) => isSamePhone(known, party.phone));
  async function learn(): Promise<void> {
    const values = { phones: [...phones, party.phone] };
    await act(() =>
      contact
        ? run(editContact, { id: contact._id, values })
        : run(editCustomer, { id: party.customerId, values }),
    );
  }
  return (
    <div>
      <div className={classes.label}>{label}</div>
      <div className={classes.card}>
        <div className={classes.cardTop}>
          <span className={classes.cardName} dir="auto">
            {person?.name ?? t('common:unknown')}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            className={classes.change}
            autoFocus={takesFocus}
            onClick={onClear}
            aria-label={t('party.changeWho')}
          >
            {t('party.change')}
          </Button>
        </div>
        {contact ? (
          <span className={classes.muted} dir="auto">
            {[customer?.name, contact.title].filter(Boolean).join(' · ')}
          </span>
        ) : null}
        {shownPhone ? <PhoneLink phone={shownPhone} logs={false} /> : null}
        {contact && contact.customerIds.length > 1 ? (
          <CompanyChoice ids={contact.customerIds} chosen={party.customerId} onChange={onChange} />
        ) : null}
        {isNewNumber ? (
          <Button size="compact-xs" variant="subtle" onClick={() => drop(learn())}>
            {t('party.learnNumber', { phone: formatPhone(party.phone) })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** A contact of several companies speaks for one of them now. */
function CompanyChoice({
  ids,
  chosen,
  onChange,
}: {
  ids: readonly string[];
  chosen: string;
  onChange: (values: Partial<Party>) => void;
}) {
  return (
    <div>
      {ids
        .filter((id) => id !== chosen)
        .map((id) => (
          <CompanyButton key={id} id={id} onPick={() => onChange({ customerId: id })} />
        ))}
    </div>
  );
}

function CompanyButton({ id, onPick }: { id: string; onPick: () => void }) {
  const name = useHeader('customer', id)?.name;
  if (!name) return null;
  return (
    <Button size="compact-xs" variant="subtle" onClick={onPick}>
      {name}
    </Button>
  );
}
