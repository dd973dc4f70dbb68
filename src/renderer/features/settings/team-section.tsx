import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconCloudOff, IconUserPlus } from '@tabler/icons-react';
import type { Role } from '@shared/domain/team/team';
import { changeMember } from '@renderer/data/commands/members';
import type { Member } from '@renderer/data/commands/members';
import type { AccountProblem } from '@renderer/data/commands/http';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';
import { AddMemberDialog } from './add-member-dialog';
import { AgentDialog } from './agent-dialog';
import { MemberTable } from './member-table';
import { ReadOnlyNote } from './read-only-note';
import { RemoveMemberDialog } from './remove-member-dialog';
import { ResetPasswordDialog } from './reset-password-dialog';
import { useIsLead } from './use-is-lead';
import { useMembers } from './use-members';
import type { Person } from './people';
import classes from './settings.module.css';

type Dialog =
  { kind: 'add'; person: Person | null } | { kind: 'edit' | 'password' | 'remove'; member: Member };

/** The people of the team. Their accounts live on the server, so changing them needs it. */
export function TeamSection() {
  const { t } = useTranslation(['settings', 'firstRun', 'common']);
  const isLead = useIsLead();
  const members = useMembers();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const canManage = isLead && members.problem === null && !members.isLoading;

  const tell = (problem: AccountProblem) => {
    const text =
      problem === 'conflict'
        ? t('team.lastLead')
        : problem === 'noRights'
          ? t('team.noRights')
          : `${t(`firstRun:problems.${problem}.what`)}. ${t(`firstRun:problems.${problem}.next`)}`;
    useNotices.getState().show({ kind: 'error', text });
  };
  const change = async (user: string, values: { role?: Role; active?: boolean }) => {
    const answer = await changeMember(user, values);
    if (!answer.ok) tell(answer.problem);
    members.reload();
  };
  const close = () => setDialog(null);
  const done = () => {
    close();
    members.reload();
  };

  return (
    <>
      <p className={classes.intro}>{t('team.intro')}</p>
      {isLead ? null : <ReadOnlyNote />}
      {members.problem !== null && isLead ? (
        <p className={classes.note}>
          <IconCloudOff size={16} aria-hidden />
          <span>{members.problem === 'notFound' ? t('team.unsupported') : t('team.offline')}</span>
          <Button variant="default" size="compact-xs" onClick={members.reload}>
            {t('common:retry')}
          </Button>
        </p>
      ) : null}
      <MemberTable
        people={members.active}
        canManage={canManage}
        onChange={change}
        onPick={(kind, member) => setDialog({ kind, member })}
        onAccount={(person) => setDialog({ kind: 'add', person })}
      />
      {canManage ? (
        <Button
          variant="default"
          leftSection={<IconUserPlus size={14} aria-hidden />}
          onClick={() => setDialog({ kind: 'add', person: null })}
        >
          {t('team.add')}
        </Button>
      ) : null}
      {members.removed.length > 0 ? (
        <div className={classes.removed}>
          <h3 className={classes.cardTitle}>{t('team.removed')}</h3>
          <MemberTable
            people={members.removed}
            canManage={canManage}
            onChange={change}
            onPick={(kind, member) => setDialog({ kind, member })}
            onAccount={(person) => setDialog({ kind: 'add', person })}
          />
        </div>
      ) : null}
      {dialog?.kind === 'add' ? (
        <AddMemberDialog person={dialog.person} onClose={close} onDone={done} />
      ) : null}
      {dialog?.kind === 'edit' ? <AgentDialog member={dialog.member} onClose={close} /> : null}
      {dialog?.kind === 'password' ? (
        <ResetPasswordDialog member={dialog.member} onClose={close} onDone={done} />
      ) : null}
      {dialog?.kind === 'remove' ? (
        <RemoveMemberDialog member={dialog.member} onClose={close} onDone={done} onProblem={tell} />
      ) : null}
    </>
  );
}
