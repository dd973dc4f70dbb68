import { useState } from 'react';
import { Select } from '@mantine/core';
import { useHeaders } from '@renderer/data/queries/records';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { PipelineCard } from './pipeline-card';
import { SectionFrame } from './section-frame';

export function PipelinesSection() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const pipelines = [...useHeaders('pipeline')].sort((a, b) =>
    localized(a.name, language).localeCompare(localized(b.name, language), language),
  );
  const [picked, setPicked] = useState('');
  const pipeline = pipelines.find(({ _id }) => _id === picked) ?? pipelines[0];
  return (
    <SectionFrame intro={t('pipelines.intro')}>
      {pipeline ? (
        <>
          <Select
            w={240}
            mb="sm"
            label={t('pipelines.pick')}
            data={pipelines.map(({ _id, name }) => ({ value: _id, label: localized(name, language) }))}
            value={pipeline._id}
            onChange={(next) => setPicked(next ?? '')}
          />
          <PipelineCard key={pipeline._id} pipeline={pipeline} />
        </>
      ) : null}
    </SectionFrame>
  );
}
