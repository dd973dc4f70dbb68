import { Button, Select, TextInput } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useAgentOptions } from '@renderer/components/agent-select';
import { DayField } from '@renderer/components/day-field';
import { useHeader } from '@renderer/data/queries/records';
import { localized, useLanguage } from '@renderer/ui/use-language';
import type { DispositionItem } from '@shared/domain/team/team';
import { formatNumber } from '@shared/i18n/format';
import { useTranslation } from '@renderer/ui/use-translation';
import { isFiltering } from './filter-calls';
import { useListStore } from './list-store';
import classes from './calls-page.module.css';

const ANY = 'any';

/** Narrows the list of calls. */
export function CallsFilters({ count }: { count: number }) {
  const { t } = useTranslation(['calls', 'common']);
  const language = useLanguage();
  const { filter, set, clear } = useListStore();
  const agents = useAgentOptions();
  const disposition = useHeader('disposition', 'disposition:calls');
  const named = (items: readonly DispositionItem[] = []) =>
    items.map((item) => ({ value: item.id, label: localized(item.name, language) }));
  const choice = (
    field: 'direction' | 'agent' | 'reason' | 'outcome',
    label: string,
    data: { value: string; label: string }[],
  ) => (
    <Select
      aria-label={label}
      data={[{ value: ANY, label: `${label}: ${t('common:all').toLocaleLowerCase(language)}` }, ...data]}
      value={filter[field] || ANY}
      onChange={(value) => set({ [field]: value === ANY || value === null ? '' : value })}
      className={classes.choice}
    />
  );
  return (
    <div className={classes.filters} role="group" aria-label={t('list.filters')}>
      <TextInput
        aria-label={t('list.text')}
        placeholder={t('common:search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        className={classes.text}
      />
      {choice('direction', t('direction'), [
        { value: 'in', label: t('incoming') },
        { value: 'out', label: t('outgoing') },
      ])}
      {choice('agent', t('list.agent'), agents)}
      {choice('reason', t('reason'), named(disposition?.reasons))}
      {choice('outcome', t('outcome'), named(disposition?.outcomes))}
      <DayField
        aria-label={t('list.from')}
        placeholder={t('list.from')}
        value={filter.from}
        onChange={(day) => set({ from: day })}
        className={classes.day}
      />
      <span aria-hidden>–</span>
      <DayField
        aria-label={t('list.to')}
        placeholder={t('list.to')}
        value={filter.to}
        onChange={(day) => set({ to: day })}
        className={classes.day}
      />
      {isFiltering(filter) ? (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconFilterOff size={14} aria-hidden />}
          onClick={clear}
        >
          {t('list.clear')}
        </Button>
      ) : null}
      <span className={classes.count} aria-live="polite">
        {t('list.count', { count, formatted: formatNumber(count, language) })}
      </span>
    </div>
  );
}
