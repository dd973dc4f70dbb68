import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import type { Agent } from '@shared/domain/team/team';
import { drop } from '@shared/lib/drop';
import { useHeader } from '@renderer/data/queries/records';
import { useFilesAhead, useTeamFiles } from '@renderer/data/queries/files';
import { useSession } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { usePreferences } from '@renderer/ui/preferences';
import { useTranslation } from '@renderer/ui/use-translation';
import { AccountCard } from './account-card';
import { SettingCard } from './setting-card';
import { useSettingForm } from './use-setting-form';
import classes from './settings.module.css';

const languageChoices = [
  { value: 'fi' as const, label: 'Suomi' },
  { value: 'en' as const, label: 'English' },
];

/** What is this person's own: how this machine looks, their card in the team, the account. */
export function MeSection() {
  const { user } = useSession();
  const agent = useHeader('agent', `agent:${user}`);
  return (
    <>
      <AppearanceCard />
      {agent ? <AgentCard agent={agent} /> : null}
      <AccountCard />
    </>
  );
}

function AppearanceCard() {
  const { t } = useTranslation(['settings', 'nav', 'common', 'files']);
  const { places } = useTeamFiles();
  const ahead = useFilesAhead();
  const act = useAct();
  const { language, theme, singleKeys, comfortableRows, set } = usePreferences();
  const themes = (['light', 'dark', 'auto'] as const).map((value) => ({
    value,
    label: t(`nav:themes.${value}`),
  }));
  return (
    <div className={classes.card}>
      <h3 className={classes.cardTitle}>{t('me.appearance')}</h3>
      <p className={classes.muted}>{t('me.machineOnly')}</p>
      <div className={classes.setting}>
        <span id="settings-language">{t('common:language')}</span>
        <SegmentedControl
          aria-labelledby="settings-language"
          data={languageChoices}
          value={language}
          onChange={(value) => set({ language: value })}
        />
      </div>
      <div className={classes.setting}>
        <span id="settings-theme">{t('nav:theme')}</span>
        <SegmentedControl
          aria-labelledby="settings-theme"
          data={themes}
          value={theme}
          onChange={(value) => set({ theme: value })}
        />
      </div>
      <Switch
        label={t('me.singleKeys')}
        description={t('me.singleKeysHint')}
        checked={singleKeys}
        onChange={(event) => set({ singleKeys: event.currentTarget.checked })}
      />
      <Switch
        label={t('me.comfortableRows')}
        description={t('me.comfortableRowsHint')}
        checked={comfortableRows}
        onChange={(event) => set({ comfortableRows: event.currentTarget.checked })}
      />
      <Switch
        label={t('files:ahead')}
        description={t('files:aheadHint')}
        checked={ahead}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          drop(act(() => places.setAhead(checked)));
        }}
      />
    </div>
  );
}

function AgentCard({ agent }: { agent: Agent }) {
  const { t } = useTranslation(['settings', 'common']);
  const mayWrite = useSession().role !== 'viewer';
  const { name, phone, email } = agent;
  const form = useSettingForm(agent._id, { name, phone, email });
  const problem = form.values.name.trim() === '' ? t('nameNeeded') : null;
  return (
    <SettingCard title={t('me.card')} form={form} problem={problem}>
      <h3 className={classes.cardTitle}>{t('me.card')}</h3>
      <p className={classes.muted}>{mayWrite ? t('me.cardHint') : t('me.cardReadOnly')}</p>
      <div className={classes.row}>
        {(['name', 'phone', 'email'] as const).map((field) => (
          <TextInput
            key={field}
            className={classes.grow}
            label={t(`common:${field}`)}
            readOnly={!mayWrite}
            value={form.values[field]}
            onChange={(event) => form.set({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
    </SettingCard>
  );
}
