import type { Disposition } from '@shared/domain/team/team';
import { useHeader, useHeaders } from '@renderer/data/queries/records';
import { useTranslation } from '@renderer/ui/use-translation';
import { ChoiceList } from './choice-list';
import { isNamed } from './name-fields';
import { SectionFrame } from './section-frame';
import { SettingCard } from './setting-card';
import { useIsLead } from './use-is-lead';
import { useSettingForm } from './use-setting-form';

export function CallsSection() {
  const { t } = useTranslation('settings');
  const disposition = useHeader('disposition', 'disposition:calls');
  return (
    <SectionFrame intro={t('calls.intro')}>
      {disposition ? <DispositionCard disposition={disposition} /> : null}
    </SectionFrame>
  );
}

function DispositionCard({ disposition }: { disposition: Disposition }) {
  const { t } = useTranslation('settings');
  const isLead = useIsLead();
  const calls = useHeaders('call');
  const { reasons, outcomes } = disposition;
  const form = useSettingForm(disposition._id, { reasons, outcomes });
  const all = [...form.values.reasons, ...form.values.outcomes];
  const problem = all.every((item) => isNamed(item.name)) ? null : t('nameNeeded');
  return (
    <SettingCard title={t('sections.calls')} form={form} problem={problem}>
      <ChoiceList
        title={t('calls.reasons')}
        addText={t('calls.addReason')}
        items={form.values.reasons}
        readOnly={!isLead}
        usedBy={(id) => calls.filter((call) => call.reason === id).length}
        onChange={(next) => form.set({ reasons: next })}
      />
      <ChoiceList
        title={t('calls.outcomes')}
        addText={t('calls.addOutcome')}
        items={form.values.outcomes}
        readOnly={!isLead}
        usedBy={(id) => calls.filter((call) => call.outcome === id).length}
        onChange={(next) => form.set({ outcomes: next })}
      />
    </SettingCard>
  );
}
