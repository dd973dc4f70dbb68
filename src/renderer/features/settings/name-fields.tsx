import { TextInput } from '@mantine/core';
import type { LocalizedText } from '@shared/domain/team/team';
import { useTranslation } from '@renderer/ui/use-translation';

/** One cell a language, named for screen readers by what it belongs to. */
export function NameField({
  language,
  name,
  about,
  readOnly,
  label,
  onChange,
}: {
  language: 'fi' | 'en';
  name: LocalizedText;
  /** What is being named. */
  about: string;
  readOnly: boolean;
  /** Shown above; otherwise the table's heading says it. */
  label?: string;
  onChange: (name: LocalizedText) => void;
}) {
  const { t } = useTranslation('settings');
  const spoken = `${about}, ${language === 'fi' ? t('inFinnish') : t('inEnglish')}`;
  return (
    <TextInput
      label={label}
      aria-label={label === undefined ? spoken : undefined}
      lang={language}
      readOnly={readOnly}
      value={name[language]}
      onChange={(event) => onChange({ ...name, [language]: event.currentTarget.value })}
    />
  );
}

/** A name in at least one language. */
export function isNamed(name: LocalizedText): boolean {
  return name.fi.trim() !== '' || name.en.trim() !== '';
}
