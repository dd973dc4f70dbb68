import { TagsInput } from '@mantine/core';
import { formatPhone } from '@shared/domain/calls/phone-number';
import { useTranslation } from '@renderer/ui/use-translation';

/** Several short texts of a party: numbers, addresses. */
export function ListField({
  label,
  hint,
  values,
  readOnly,
  onChange,
}: {
  label: string;
  /** Shown while there are none. */
  hint: string;
  values: readonly string[];
  readOnly: boolean;
  onChange: (values: string[]) => void;
}) {
  return (
    <TagsInput
      label={label}
      placeholder={values.length === 0 ? hint : ''}
      value={[...values]}
      readOnly={readOnly}
      acceptValueOnBlur
      onChange={onChange}
    />
  );
}

/** Phone numbers, shown alike however they were typed; those that nobody touched are kept as they are. */
export function PhonesField({
  phones,
  readOnly,
  onChange,
}: {
  phones: readonly string[];
  readOnly: boolean;
  onChange: (phones: string[]) => void;
}) {
  const { t } = useTranslation('customers');
  const kept = new Map(phones.map((phone) => [formatPhone(phone), phone]));
  return (
    <ListField
      label={t('phones')}
      hint={t('addNumber')}
      values={[...kept.keys()]}
      readOnly={readOnly}
      onChange={(shown) => onChange(shown.map((phone) => kept.get(phone) ?? phone))}
    />
  );
}
