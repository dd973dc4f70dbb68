import { memo } from 'react';
import { ActionIcon, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowsSort, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { ticketSorts } from '@renderer/data/queries/ticket-order';
import type { TicketSort } from '@renderer/data/queries/ticket-order';
import { ticketViews } from '@renderer/data/queries/ticket-views';
import type { TicketCounts, TicketView } from '@renderer/data/queries/ticket-views';
import { PickerButton } from '@renderer/components/picker-button';
import { useTranslation } from '@renderer/ui/use-translation';
import { FilterMenu } from './filter-menu';
import { isFiltered, useQueueStore } from './queue-store';
import { useFilters } from './use-filters';
import classes from './filter-bar.module.css';

interface FilterBarProps {
  total: number;
  /** Given where the views have no column of their own. */
  viewCounts: TicketCounts | null;
}

/** Narrowing and order of the list, one line; what narrows it is listed below as chips that can be taken away. */
export const FilterBar = memo(function FilterBar({ total, viewCounts }: FilterBarProps) {
  const { t } = useTranslation('queue');
  const { query, setQuery } = useQueueStore();
  const filters = useFilters();
  return (
    <div className={classes.bar} role="search" aria-label={t('filterLabel')}>
      <div className={classes.line}>
        {viewCounts ? (
          <PickerButton
            label={t('viewsLabel')}
            values={[query.view]}
            options={ticketViews.map((view) => ({
              value: view,
              label: `${t(`views.${view}`)} · ${viewCounts[view]}`,
            }))}
            onPick={(view) => setQuery({ view: view as TicketView })}
          >
            <strong>{t(`views.${query.view}`)}</strong>
          </PickerButton>
        ) : null}
        <TextInput
          className={classes.search}
          aria-label={t('searchPlaceholder')}
          placeholder={t('searchPlaceholder')}
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={
            query.text ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('clearFilters')}
                onClick={() => setQuery({ text: '' })}
              >
                <IconX size={14} />
              </ActionIcon>
            ) : null
          }
          value={query.text}
          onChange={(event) => setQuery({ text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            if (query.text) setQuery({ text: '' });
            else event.currentTarget.blur();
          }}
        />
        <FilterMenu filters={filters} icon={<IconFilter size={14} aria-hidden />} />
        <PickerButton
          label={t('sort')}
          values={[query.sort]}
          options={ticketSorts.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
          onPick={(sort) => setQuery({ sort: sort as TicketSort })}
        >
          <IconArrowsSort size={14} aria-hidden />
          <span className={classes.sortName}>{t(`sorts.${query.sort}`)}</span>
        </PickerButton>
        <span className={classes.total} aria-live="polite">
          {t('total', { count: total })}
        </span>
      </div>
      {isFiltered(query) ? <FilterChips filters={filters} /> : null}
    </div>
  );
});

function FilterChips({ filters }: { filters: ReturnType<typeof useFilters> }) {
  const { t } = useTranslation('queue');
  const { query, toggle, clearFilters } = useQueueStore();
  const chips = filters.flatMap((filter) =>
    query[filter.id].map((value) => ({
      filter,
      value,
      name: filter.options.find((option) => option.value === value)?.label ?? value,
    })),
  );
  if (chips.length === 0) return null;
  return (
    <div className={classes.chips}>
      {chips.map(({ filter, value, name }) => (
        <UnstyledButton
          key={`${filter.id}=${value}`}
          className={classes.chip}
          aria-label={t('removeFilter', { filter: `${filter.label} ${name}` })}
          onClick={() => toggle(filter.id, value)}
        >
          <span className={classes.chipLabel}>{filter.label}</span> {name}
          <IconX size={12} aria-hidden />
        </UnstyledButton>
      ))}
      <UnstyledButton className={classes.clear} onClick={clearFilters}>
        {t('clearFilters')}
      </UnstyledButton>
    </div>
  );
}
