import type { TextInputProps } from '@mantine/core';
import { readDay, readTime } from '@shared/lib/local-time';
import { TypedField } from '@renderer/ui/typed-field';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { writeDay, writeTime } from '@renderer/ui/written-time';

interface FieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'error' | 'ref' | 'type'> {
  value: string;
  /** Told the empty text when the field was emptied, or cannot be read. */
  onChange: (value: string) => void;
  error?: string | undefined;
}

/** A day, `2026-11-21` or empty, typed as people write it in the interface's language whatever the computer's is. */
export function DayField({ value, onChange, ...others }: FieldProps) {
  const { t } = useTranslation('common');
  const language = useLanguage();
  return (
    <TypedField
      placeholder={t('dayFormat')}
      {...others}
      isBrief
      wrong={t('dayWrong')}
      text={writeDay(value, language)}
      read={(typed) => tell(typed, readDay(typed, new Date()), onChange)}
    />
  );
}

/** A time of day, `09:30` or empty. */
export function ClockField({ value, onChange, ...others }: FieldProps) {
  const { t } = useTranslation('common');
  const language = useLanguage();
  return (
    <TypedField
      placeholder={t('timeFormat')}
      {...others}
      isBrief
      wrong={t('timeWrong')}
      text={writeTime(value, language)}
      read={(typed) => tell(typed, readTime(typed), onChange)}
    />
  );
}

function tell(typed: string, found: string, onChange: (value: string) => void): boolean {
  onChange(found);
  return found !== '' || typed.trim() === '';
}
