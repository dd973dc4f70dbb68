import { useState } from 'react';
import { Autocomplete, Button, Group, TextInput } from '@mantine/core';
import { createContact, createCustomer } from '@shared/domain/customers/customer-commands';
import { drop } from '@shared/lib/drop';
import { foldText } from '@shared/lib/fold-text';
import { useHeaders } from '@renderer/data/queries/records';
import { useFormDraft } from '@renderer/data/queries/form-draft';
import { useRun } from '@renderer/data/queries/team-context';
import { useSingleAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './party-picker.module.css';

const SUGGESTED = 8;

/** A new person, their company (known or new), and the number: what one hears in the first sentences of a call. */
export function NewPartyForm({
  name,
  phone,
  formKey,
  onSaved,
  onNameTyped,
  onCancel,
}: {
  name: string;
  phone: string;
  /** What the form belongs to: what is typed is kept under it. */
  formKey: string;
  onSaved: (values: { contactId: string; customerId: string; phone: string }) => void;
  /** The name is kept with the call before the form is saved. */
  onNameTyped: (name: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['calls', 'common']);
  const run = useRun();
  const act = useSingleAct();
  const customers = useHeaders('customer');
  // What it began with is kept in it: another form begun for the same call is another form. Not in its key, which stays
  // when the form is done with, and when the person is erased.
  const [opened] = useState({
    key: `new-party/${formKey}`,
    initial: { name, phone, company: '', begunWith: `${name}/${phone}` },
  });
  const { values: kept, set: keep, clear, madeOf } = useFormDraft(opened.key, opened.initial);
  const values = kept.begunWith === opened.initial.begunWith ? kept : opened.initial;
  const set = (changed: Partial<typeof values>) => keep({ ...values, ...changed });
  const [problem, setProblem] = useState(false);
  const folded = foldText(values.company);
  const known = customers.find((customer) => foldText(customer.name) === folded);
  const suggestions =
    folded === '' ? [] : customers.filter((customer) => foldText(customer.name).includes(folded));
  const names = [...new Set(suggestions.map((customer) => customer.name))].slice(0, SUGGESTED);

  async function save(): Promise<void> {
    const personName = values.name.trim();
    const company = values.company.trim();
    if (personName === '' && company === '') {
      setProblem(true);
      return;
    }
    const phones = values.phone.trim() === '' ? [] : [values.phone.trim()];
    await act(async () => {
      let customerId = known?._id ?? '';
      if (company !== '' && customerId === '')
        customerId = (
          await run(
            createCustomer,
            { name: company, phones: personName === '' ? phones : [] },
            personName === '' ? madeOf : undefined,
          )
        ).id;
      const contactId =
        personName === ''
          ? ''
          : (
              await run(
                createContact,
                { name: personName, phones, customerIds: customerId ? [customerId] : [] },
                madeOf,
              )
            ).id;
      clear();
      onSaved({ contactId, customerId, phone: values.phone });
    });
  }

  return (
    <form
      className={classes.form}
      aria-label={t('party.newContact')}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        drop(save());
      }}
    >
      <TextInput
        label={t('party.name')}
        value={values.name}
        autoFocus
        dir="auto"
        onChange={(event) => set({ name: event.currentTarget.value })}
        onBlur={() => onNameTyped(values.name)}
        error={problem ? t('party.nameMissing') : undefined}
      />
      <Autocomplete
        size="xs"
        label={t('party.company')}
        value={values.company}
        data={names}
        dir="auto"
        onChange={(company) => set({ company })}
        description={folded !== '' && !known ? t('party.companyNew') : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <TextInput
        label={t('number')}
        type="tel"
        value={values.phone}
        onChange={(event) => set({ phone: event.currentTarget.value })}
      />
      <Group gap={8}>
        <Button type="submit" size="compact-sm">
          {t('common:save')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            clear();
            onCancel();
          }}
        >
          {t('common:cancel')}
        </Button>
      </Group>
    </form>
  );
}
