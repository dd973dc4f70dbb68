import { useState } from 'react';
import { TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readDay } from '@shared/lib/local-time';
import { useLanguage } from '@renderer/ui/use-language';
import { writeDay } from '@renderer/ui/written-time';

interface TypedFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

/**
 * A day, typed as people write it in the interface's language whatever the computer's is.
 * `value` is `2026-11-21` or empty; tells a whole day, or the empty text when the field was emptied or is no day.
 */
export function DayField(props: TypedFieldProps) {
  const { t } = useTranslation('common');
  const language = useLanguage();
  return (
    <TypedField
      placeholder={t('dayFormat')}
      {...props}
      show={(day) => writeDay(day, language)}
      read={(text) => readDay(text, new Date())}
    />
  );
}

/** A field that shows a value in one way and reads it in several; what is typed stays until the field is left. */
export function TypedField({
  value,
  onChange,
  error,
  show,
  read,
  ...props
}: TypedFieldProps & { show: (value: string) => string; read: (text: string) => string }) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && typed.trim() !== '' && read(typed) === '';
  return (
    <TextInput
      {...props}
      autoComplete="off"
      value={typed ?? show(value)}
      error={error ?? isWrong}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
      onBlur={() => {
        if (!isWrong) setTyped(null);
      }}
    />
  );
}
