import type { ComponentType } from 'react';
import { Loader, UnstyledButton } from '@mantine/core';
import { IconPlayerPlay, IconUsersGroup, IconUsersPlus } from '@tabler/icons-react';
import type { AccountProblem } from '@renderer/data/commands/http';
import { ProblemAlert } from '@renderer/ui/problem-alert';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './first-run.module.css';

/** The three ways to begin. */
export function Choices({
  busy,
  problem,
  onSample,
  onNewTeam,
  onJoin,
}: {
  busy: boolean;
  problem: AccountProblem | null;
  onSample: () => void;
  onNewTeam: () => void;
  onJoin: () => void;
}) {
  const { t } = useTranslation('firstRun');
  return (
    <section className={classes.stack} aria-labelledby="first-run-title">
      <h2 className={classes.heading} id="first-run-title">
        {t('title')}
      </h2>
      <div className={classes.choices}>
        <Choice
          icon={IconPlayerPlay}
          title={t('sample.title')}
          text={busy ? t('sample.working') : t('sample.text')}
          busy={busy}
          onClick={onSample}
        />
        <Choice
          icon={IconUsersGroup}
          title={t('newTeam.title')}
          text={t('newTeam.text')}
          disabled={busy}
          onClick={onNewTeam}
        />
        <Choice
          icon={IconUsersPlus}
          title={t('join.title')}
          text={t('join.text')}
          disabled={busy}
          onClick={onJoin}
        />
      </div>
      <ProblemAlert problem={problem} />
    </section>
  );
}

function Choice({
  icon: Icon,
  title,
  text,
  busy = false,
  disabled = false,
  onClick,
}: {
  icon: ComponentType<{ size: number }>;
  title: string;
  text: string;
  busy?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <UnstyledButton className={classes.choice} disabled={busy || disabled} onClick={onClick}>
      <span className={classes.choiceIcon} aria-hidden>
        {busy ? <Loader size={24} /> : <Icon size={24} />}
      </span>
      <span>
        <span className={classes.choiceTitle}>{title}</span>
        <span className={classes.choiceText} aria-live="polite">
          {text}
        </span>
      </span>
    </UnstyledButton>
  );
}
