import { TypedField } from '@renderer/ui/typed-field';
import { useTranslation } from '@renderer/ui/use-translation';
import { formatMinutes, parseMinutes } from './minutes';

/** A promised time as people write it. */
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
  const read = (typed: string) => {
    const found = parseMinutes(typed);
    if (found !== null) onChange(found);
    return found !== null;
  };
  return (
    <TypedField
      aria-label={label}
      readOnly={readOnly}
      text={formatMinutes(minutes)}
      read={read}
      wrong={t('serviceLevels.wrong')}
    />
  );
}
