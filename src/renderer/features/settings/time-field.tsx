import { TypedField } from '@renderer/ui/typed-field';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { writeTime } from '@renderer/ui/written-time';
import { readTime } from '@shared/lib/local-time';

/** A time of day, always of 24 hours. */
export function TimeField({
  label,
  time,
  readOnly,
  onChange,
}: {
  label: string;
  /** `HH:MM` */
  time: string;
  readOnly: boolean;
  onChange: (time: string) => void;
}) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const read = (typed: string) => {
    const found = readTime(typed);
    if (found !== '') onChange(found);
    return found !== '';
  };
  return (
    <TypedField
      w={64}
      aria-label={label}
      readOnly={readOnly}
      text={writeTime(time, language)}
      read={read}
      wrong={t('calendars.wrongTime')}
    />
  );
}
