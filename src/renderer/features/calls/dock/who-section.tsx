import { useEffect, useState } from 'react';
import { SegmentedControl, TextInput } from '@mantine/core';
import { PartyPicker } from '@renderer/components/party-picker';
import type { Party } from '@renderer/components/party-picker';
import { partiesWithPhone } from '@renderer/data/queries/find-party';
import { useTeam } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useUnkept } from '@renderer/components/use-unkept';
import type { Call } from '@shared/domain/calls/call';
import { formatPhone } from '@shared/domain/calls/phone-number';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import { useDesk } from './use-dock';
import classes from './call-panel.module.css';

/** Which way the call goes, from which number, and who it is. */
export function WhoSection({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const desk = useDesk();
  const team = useTeam();
  const act = useAct();
  const edit = (values: Partial<Party> & { direction?: 'in' | 'out' }) =>
    drop(act(() => desk.edit(call._id, values)));

  function keepPhone(phone: string): void {
    const isUnknown = call.contactId === '' && call.customerId === '';
    const known = isUnknown ? partiesWithPhone(team, phone) : [];
    const [only] = known;
    edit(
      only && known.length === 1
        ? { phone, contactId: only.contactId, customerId: only.customerId, callerName: '' }
        : { phone },
    );
  }

  return (
    <div className={classes.who}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('direction')}
        value={call.direction}
        onChange={(value) => edit({ direction: value === 'out' ? 'out' : 'in' })}
        data={[
          { value: 'in', label: t('incoming') },
          { value: 'out', label: t('outgoing') },
        ]}
      />
      <PartyPicker
        party={call}
        formKey={call._id}
        label={call.direction === 'in' ? t('caller') : t('callee')}
        onChange={edit}
        onChosen={() => desk.focusNotes()}
      />
      <PhoneField
        key={call._id}
        phone={call.phone}
        draftKey={`${call._id}/phone`}
        onKeep={keepPhone}
        onDone={() => desk.focusNotes()}
      />
    </div>
  );
}

function PhoneField({
  phone,
  draftKey,
  onKeep,
  onDone,
}: {
  phone: string;
  draftKey: string;
  onKeep: (phone: string) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation('calls');
  const [typed, setTyped] = useState<string | null>(null);
  const [keptPhone, setKeptPhone] = useState(phone);
  const unkept = useUnkept(draftKey, onKeep);
  useEffect(() => {
    setKeptPhone(phone);
  }, [phone]);
  function keep(): void {
    if (typed !== null && typed !== phone) {
      setKeptPhone(typed);
      onKeep(typed);
    }
    setTyped(null);
    unkept.done();
  }
  return (
    <TextInput
      type="tel"
      label={t('number')}
      value={typed ?? formatPhone(keptPhone)}
      autoComplete="off"
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        unkept.type(event.currentTarget.value);
      }}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        keep();
        onDone();
      }}
    />
  );
}
