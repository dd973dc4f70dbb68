import { TextInput } from '@mantine/core';
import { isUserName, suggestUserName } from '@shared/domain/team/user-name';
import { setUpTeam } from '@renderer/data/commands/account';
import { NewPasswordField } from '@renderer/ui/password/new-password-field';
import { useInitialFocus } from '@renderer/ui/use-initial-focus';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import type { Fields } from './fields';
import { FormCard } from './form-card';
import type { Attempt } from './use-attempt';

export function NewTeamForm({
  fields,
  onFields,
  attempt,
  onBack,
}: {
  fields: Fields;
  onFields: (change: Partial<Fields>) => void;
  attempt: Attempt;
  onBack: () => void;
}) {
  const { t } = useTranslation('firstRun');
  const language = useLanguage();
  const first = useInitialFocus<HTMLInputElement>();
  const user = fields.user ?? suggestUserName(fields.displayName);
  const isWrong = user !== '' && !isUserName(user);
  const { teamName, displayName, password } = fields;
  return (
    <FormCard
      title={t('newTeam.title')}
      note={t('newTeam.text')}
      submit={t('newTeam.submit')}
      busy={attempt.busy}
      problem={attempt.problem}
      onBack={onBack}
      onSubmit={() => {
        if (isUserName(user) && password.length >= 8) {
          void attempt.start(() => setUpTeam({ teamName, displayName, user, password, language }));
        }
      }}
    >
      <TextInput
        size="sm"
        label={t('teamName')}
        required
        withAsterisk={false}
        maxLength={200}
        ref={first}
        value={teamName}
        onChange={(event) => onFields({ teamName: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        label={t('displayName')}
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="name"
        value={displayName}
        onChange={(event) => onFields({ displayName: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        label={t('user')}
        description={t('userHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={isWrong ? t('userWrong') : undefined}
        required
        withAsterisk={false}
        maxLength={40}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={user}
        onChange={(event) => onFields({ user: event.currentTarget.value })}
      />
      <NewPasswordField
        size="sm"
        label={t('password')}
        related={[teamName, displayName, user]}
        value={password}
        onChange={(next) => onFields({ password: next })}
      />
    </FormCard>
  );
}
