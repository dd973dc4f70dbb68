import type { Ref } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconBuilding, IconPlus, IconUser } from '@tabler/icons-react';
import { formatPhone, identifyPhone, typedDigits } from '@shared/domain/calls/phone-number';
import { useFoundParties } from '@renderer/data/queries/find-party';
import { useTranslation } from '@renderer/ui/use-translation';
import { NewPartyForm } from './new-party-form';
import { PartyCard } from './party-card';
import { useUnkept } from './use-unkept';
import classes from './party-picker.module.css';

/** Who is on the phone, as far as it is known. */
export interface Party {
  phone: string;
  /** Of somebody who is no contact (yet). */
  callerName: string;
  contactId: string;
  customerId: string;
}

interface PartyPickerProps {
  party: Party;
  /** Tells only what changed. */
  onChange: (values: Partial<Party>) => void;
  label: string;
  /** What the person belongs to; a form for a new one is kept under it. */
  formKey: string;
  inputRef?: Ref<HTMLInputElement>;
  /** A dialog opens with the cursor here. */
  startsFocused?: boolean;
  /** Somebody was chosen or taken up: where the cursor goes on. Without it, to the card of the chosen. */
  onChosen?: () => void;
}

const NEW = 'new';

/**
 * Finds a person or a company by number, name or company as it is typed; takes up new ones; keeps what was
 * typed as it is when nobody is chosen.
 */
export function PartyPicker(props: PartyPickerProps) {
  const { party, onChange, label, formKey, inputRef, onChosen, startsFocused = false } = props;
  const { t } = useTranslation('calls');
  const [adding, setAdding] = useState<string | null>(null);
  // The field that had the cursor is gone after a choice: keys must not fall through to the screen behind.
  const [cursor, setCursor] = useState<'card' | 'search' | null>(null);
  const chosen = onChosen ?? (() => setCursor('card'));
  if (party.contactId || party.customerId) {
    return (
      <PartyCard
        party={party}
        label={label}
        takesFocus={cursor === 'card'}
        onClear={() => {
          setCursor('search');
          onChange({ contactId: '', customerId: '' });
        }}
        onChange={onChange}
      />
    );
  }
  if (adding !== null) {
    const typesNumber = typedDigits(adding) !== null;
    return (
      <NewPartyForm
        name={typesNumber ? '' : adding || party.callerName}
        phone={typesNumber ? adding : party.phone}
        formKey={formKey}
        onSaved={(values) => {
          setAdding(null);
          onChange({ ...values, callerName: '' });
          chosen();
        }}
        onNameTyped={(callerName) => onChange({ callerName })}
        onCancel={() => {
          setCursor('search');
          setAdding(null);
        }}
      />
    );
  }
  return (
    <PartySearch
      label={label}
      placeholder={t('party.placeholder')}
      kept={party.callerName || party.phone}
      draftKey={`${formKey}/search`}
      inputRef={inputRef}
      takesFocus={cursor === 'search'}
      startsFocused={startsFocused}
      onKeep={(text) => onChange(typedDigits(text) ? { phone: text } : { callerName: text })}
      onFound={(found) => {
        onChange({
          contactId: found.contactId,
          customerId: found.customerId,
          callerName: '',
          // A whole number is where the call came from; the beginning of one was only a search.
          ...(identifyPhone(party.phone).kind === 'number' ? {} : { phone: found.phone }),
        });
        chosen();
      }}
      onNew={setAdding}
    />
  );
}

function PartySearch({
  label,
  placeholder,
  kept,
  draftKey,
  inputRef,
  takesFocus,
  startsFocused,
  onKeep,
  onFound,
  onNew,
}: {
  label: string;
  placeholder: string;
  kept: string;
  draftKey: string;
  inputRef: Ref<HTMLInputElement> | undefined;
  takesFocus: boolean;
  startsFocused: boolean;
  onKeep: (text: string) => void;
  onFound: (found: { contactId: string; customerId: string; phone: string }) => void;
  onNew: (text: string) => void;
}) {
  const { t } = useTranslation('calls');
  const [text, setText] = useState(kept);
  const unkept = useUnkept(draftKey, onKeep);
  const isFocused = useRef(false);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useFoundParties(text);
  useEffect(() => {
    if (!isFocused.current) setText(kept);
  }, [kept]);
  const { selectFirstOption } = combobox;
  useEffect(() => {
    selectFirstOption();
    // The functions are new at every render; only what was found moves the selection.
    // eslint-disable-next-line react/exhaustive-deps
  }, [found]);
  const words = text.trim();
  return (
    <Combobox
      store={combobox}
      position="top-start"
      middlewares={{ flip: true, shift: true }}
      width={340}
      onOptionSubmit={(value) => {
        combobox.closeDropdown();
        unkept.done();
        const chosen = found[Number(value)];
        if (value === NEW) onNew(words);
        else if (chosen) onFound(chosen);
      }}
    >
      <Combobox.Target>
        <TextInput
          ref={inputRef}
          label={label}
          placeholder={placeholder}
          value={text}
          dir="auto"
          autoComplete="off"
          autoFocus={takesFocus}
          data-autofocus={startsFocused || undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            unkept.type(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => {
            isFocused.current = true;
            if (words !== '') combobox.openDropdown();
          }}
          onBlur={() => {
            isFocused.current = false;
            combobox.closeDropdown();
            if (text !== kept) onKeep(text);
            unkept.done();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={words === ''}>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={t('party.placeholder')}>
          {found.map((one, index) => (
            <Combobox.Option
              key={`${one.contactId}/${one.customerId}`}
              value={String(index)}
              className={classes.option}
            >
              {one.contactId ? <IconUser size={16} aria-hidden /> : <IconBuilding size={16} aria-hidden />}
              <span className={classes.optionText}>
                <span dir="auto">{one.name}</span>
                <span className={classes.muted} dir="auto">
                  {[one.company, one.title].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className={classes.optionEnd}>{one.phone ? formatPhone(one.phone) : ''}</span>
            </Combobox.Option>
          ))}
          <Combobox.Option value={NEW} className={classes.option}>
            <IconPlus size={16} aria-hidden />
            <span className={classes.optionText}>
              <span dir="auto">{t('party.newContactFor', { text: words })}</span>
            </span>
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
