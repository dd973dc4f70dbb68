import { PasswordInput, TextInput } from '@mantine/core';
import type { AccountProblem } from '@renderer/data/commands/http';
import { useInitialFocus } from '@renderer/ui/use-initial-focus';
import { useTranslation } from '@renderer/ui/use-translation';
import type { Fields } from './fields';
import { FormCard } from './form-card';

/** User name and password, with the address when the team is elsewhere. */
export function SignInForm({
  title,
  note,
  submit,
  withAddress,
  fields,
  onFields,
  busy,
  problem,
  onSubmit,
  onBack,
}: {
  title: string;
  note: string;
  submit: string;
  withAddress: boolean;
  fields: Fields;
  onFields: (change: Partial<Fields>) => void;
  busy: boolean;
  problem: AccountProblem | null;
  onSubmit: () => void;
  onBack?: (() => void) | undefined;
}) {
  const { t } = useTranslation('firstRun');
  const first = useInitialFocus<HTMLInputElement>();
  const common = { size: 'sm', required: true, withAsterisk: false } as const;
  return (
    <FormCard
      title={title}
      note={note}
      submit={submit}
      busy={busy}
      problem={problem}
      onSubmit={onSubmit}
      onBack={onBack}
    >
      {withAddress ? (
        <TextInput
          {...common}
          label={t('address')}
          description={t('addressHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          ref={first}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={500}
          value={fields.address}
          onChange={(event) => onFields({ address: event.currentTarget.value })}
        />
      ) : null}
      <TextInput
        {...common}
        label={t('user')}
        {...(withAddress ? {} : { ref: first })}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        value={fields.user ?? ''}
        onChange={(event) => onFields({ user: event.currentTarget.value })}
      />
      <PasswordInput
        {...common}
        label={t('password')}
        autoComplete="current-password"
        maxLength={1000}
        value={fields.password}
        onChange={(event) => onFields({ password: event.currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
      />
    </FormCard>
  );
}
