import { PasswordInput } from '@mantine/core';
import { useTranslation } from '../use-translation';
import { passwordStrength } from './password-strength';
import classes from './new-password-field.module.css';

const bars = { tooShort: 0, weak: 1, fair: 2, good: 3 };

/** A password that is being chosen, with a hint of how good it is; the words say it, the bars repeat it. */
export function NewPasswordField({
  value,
  onChange,
  label,
  related,
  size = 'xs',
}: {
  value: string;
  onChange: (password: string) => void;
  label: string;
  /** Names that make a password easy to guess. */
  related: readonly string[];
  size?: 'xs' | 'sm';
}) {
  const { t } = useTranslation('firstRun');
  const strength = passwordStrength(value, related);
  return (
    <div>
      <PasswordInput
        label={label}
        size={size}
        required
        withAsterisk={false}
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
      />
      <div className={classes.hint} data-strength={value === '' ? 'none' : strength}>
        <span className={classes.bars} aria-hidden>
          {[1, 2, 3].map((bar) => (
            <span key={bar} data-on={value !== '' && bar <= bars[strength]} />
          ))}
        </span>
        <span aria-live="polite">{t(value === '' ? 'strength.rule' : `strength.${strength}`)}</span>
      </div>
    </div>
  );
}
