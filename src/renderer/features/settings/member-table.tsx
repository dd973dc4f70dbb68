import { ActionIcon, Button, Menu, Select, VisuallyHidden } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { Role } from '@shared/domain/team/team';
import { drop } from '@shared/lib/drop';
import type { Member } from '@renderer/data/commands/members';
import { useSession } from '@renderer/data/queries/team-context';
import { useTranslation } from '@renderer/ui/use-translation';
import type { Person } from './people';
import classes from './settings.module.css';
import table from './table.module.css';

export const roles: readonly Role[] = ['lead', 'agent', 'viewer'];

export function MemberTable({
  people,
  canManage,
  onChange,
  onPick,
  onAccount,
}: {
  people: readonly Person[];
  canManage: boolean;
  onChange: (user: string, values: { role?: Role; active?: boolean }) => Promise<void>;
  onPick: (kind: 'edit' | 'password' | 'remove', member: Member) => void;
  /** Somebody without an account is to get one. */
  onAccount: (person: Person) => void;
}) {
  const { t } = useTranslation(['settings', 'common']);
  const { user: me } = useSession();
  return (
    <div className={classes.card}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>{t('common:name')}</th>
            <th>{t('team.user')}</th>
            <th>{t('team.role')}</th>
            {canManage ? (
              <th>
                <VisuallyHidden>{t('common:more')}</VisuallyHidden>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {people.map((member) => (
            <tr key={member.user}>
              <td>
                {member.displayName}
                {member.user === me ? <span className={table.you}> ({t('team.you')})</span> : null}
              </td>
              <td>{member.user}</td>
              <td>
                {!member.hasAccount ? (
                  <span className={table.you}>{t('team.noAccount')}</span>
                ) : canManage && member.active ? (
                  <Select
                    w={140}
                    aria-label={t('team.roleOf', { name: member.displayName })}
                    data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
                    value={member.role}
                    onChange={(role) => {
                      if (role && role !== member.role) drop(onChange(member.user, { role: role as Role }));
                    }}
                  />
                ) : (
                  t(`roles.${member.role}`)
                )}
              </td>
              {canManage ? (
                <td className={table.end}>
                  {!member.hasAccount ? (
                    <Button variant="default" size="compact-xs" onClick={() => onAccount(member)}>
                      {t('team.giveAccount')}
                    </Button>
                  ) : member.active ? (
                    <MemberMenu member={member} onPick={onPick} />
                  ) : (
                    <Button
                      variant="default"
                      size="compact-xs"
                      onClick={() => drop(onChange(member.user, { active: true }))}
                    >
                      {t('team.restore')}
                    </Button>
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MemberMenu({
  member,
  onPick,
}: {
  member: Member;
  onPick: (kind: 'edit' | 'password' | 'remove', member: Member) => void;
}) {
  const { t } = useTranslation('settings');
  const label = t('team.actionsFor', { name: member.displayName });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onPick('edit', member)}>{t('team.edit')}</Menu.Item>
        <Menu.Item onClick={() => onPick('password', member)}>{t('team.resetPassword')}</Menu.Item>
        <Menu.Item onClick={() => onPick('remove', member)}>{t('team.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
