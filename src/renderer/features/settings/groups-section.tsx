import { Button, MultiSelect, TextInput } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { ulid } from 'ulid';
import { saveSetting } from '@shared/domain/team/team-commands';
import type { Group } from '@shared/domain/team/team';
import { drop } from '@shared/lib/drop';
import { useHeaders } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { EmptyState } from '@renderer/ui/empty-state';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { byName } from './by-name';
import { SectionFrame } from './section-frame';
import { SettingCard } from './setting-card';
import { useArchive } from './use-archive';
import { useIsLead } from './use-is-lead';
import { useSettingForm } from './use-setting-form';
import classes from './settings.module.css';

export function GroupsSection() {
  const { t } = useTranslation('settings');
  const run = useRun();
  const act = useAct();
  const groups = byName(useHeaders('group'));
  const add = () =>
    act(() =>
      run(saveSetting, { id: `group:${ulid()}`, values: { name: t('groups.newName'), members: [] } }),
    );
  return (
    <SectionFrame intro={t('groups.intro')} add={{ text: t('groups.add'), act: add }}>
      {groups.map((group) => (
        <GroupCard key={group._id} group={group} />
      ))}
      {groups.length === 0 ? (
        <EmptyState
          icon={<IconUsersGroup size={32} aria-hidden />}
          title={t('groups.emptyTitle')}
          text={t('groups.emptyText')}
        />
      ) : null}
    </SectionFrame>
  );
}

function GroupCard({ group }: { group: Group }) {
  const { t } = useTranslation(['settings', 'common']);
  const isLead = useIsLead();
  const archive = useArchive();
  const { name, members } = group;
  const form = useSettingForm(group._id, { name, members });
  const people = byName(useHeaders('agent')).map((agent) => ({ value: agent.user, label: agent.name }));
  // Somebody who left the team may still be listed.
  const unknown = form.values.members.filter((user) => !people.some((person) => person.value === user));
  const problem = form.values.name.trim() === '' ? t('nameNeeded') : null;
  return (
    <SettingCard title={name} form={form} problem={problem}>
      <div className={classes.row}>
        <TextInput
          className={classes.grow}
          label={t('common:name')}
          readOnly={!isLead}
          value={form.values.name}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
        />
        {isLead ? (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => drop(archive(group._id, t('groups.archived', { name })))}
          >
            {t('archive')}
          </Button>
        ) : null}
      </div>
      <MultiSelect
        label={t('groups.members')}
        placeholder={form.values.members.length === 0 ? t('groups.noMembers') : ''}
        readOnly={!isLead}
        searchable={isLead}
        data={[...people, ...unknown.map((user) => ({ value: user, label: user }))]}
        value={form.values.members}
        onChange={(next) => form.set({ members: [...next].sort() })}
      />
    </SettingCard>
  );
}
