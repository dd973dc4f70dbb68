import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatMinutes, parseMinutes } from './minutes';

/** A time as people write it; what is no time stays in the field and is said, and changes nothing. */
export function MinutesField({
  label,
  minutes,
  readOnly,
  onChange,
}: {
  label: string;
  minutes: number;
  readOnly: boolean;
  onChange: (minutes: number) => void;
}) {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && parseMinutes(typed) === null;
  return (
    <TextInput
      aria-label={label}
      readOnly={readOnly}
      error={isWrong ? t('serviceLevels.wrong') : undefined}
      value={typed ?? formatMinutes(minutes)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const read = parseMinutes(text);
        if (read !== null) onChange(read);
      }}
      onBlur={() => {
        if (!isWrong) setTyped(null);
      }}
    />
  );
}
