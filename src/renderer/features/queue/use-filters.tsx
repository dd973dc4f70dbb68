import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { StateCategory } from '@shared/domain/team/team';
import { priorities } from '@shared/domain/tickets/ticket';
import { useAgentOptions } from '@renderer/components/agent-select';
import { useGroupOptions } from '@renderer/components/group-select';
import type { PickerOption } from '@renderer/components/picker-list';
import { PriorityIcon, usePriorityName } from '@renderer/components/priority-chip';
import { TypeIcon } from '@renderer/components/type-icon';
import { useHeaders } from '@renderer/data/queries/records';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import type { ListFilter } from './queue-store';

export interface Filter {
  id: ListFilter;
  label: string;
  options: readonly PickerOption[];
}

const categories: readonly StateCategory[] = ['new', 'open', 'waiting', 'resolved', 'closed'];

/** Every filter of the queue with what can be chosen in it. */
export function useFilters(): readonly Filter[] {
  const { t } = useTranslation(['queue', 'common', 'ticket']);
  const language = useLanguage();
  const priorityName = usePriorityName();
  const pipelines = useHeaders('pipeline');
  const agents = useAgentOptions(t('common:unassigned'));
  const groups = useGroupOptions(t('ticket:noGroup'));
  const statuses = useMemo(() => {
    const names = new Map<string, string>();
    for (const { states } of pipelines) {
      for (const { id, name } of states) names.set(id, localized(name, language));
    }
    return [...names].map(([value, label]) => ({ value, label })).sort(byLabel);
  }, [pipelines, language]);
  const withIcon = (value: string, label: string, icon: ReactNode) => ({ value, label, icon });
  return [
    { id: 'assignees', label: t('common:assignee'), options: agents },
    { id: 'groups', label: t('common:group'), options: groups },
    {
      id: 'priorities',
      label: t('common:priority'),
      options: priorities.map((id) => withIcon(id, priorityName(id), <PriorityIcon priority={id} />)),
    },
    {
      id: 'types',
      label: t('common:type'),
      options: pipelines
        .map(({ ticketType, name }) =>
          withIcon(ticketType, localized(name, language), <TypeIcon ticketType={ticketType} />),
        )
        .sort(byLabel),
    },
    {
      id: 'categories',
      label: t('queue:category'),
      options: categories.map((id) => ({ value: id, label: t(`queue:categories.${id}`) })),
    },
    { id: 'statuses', label: t('common:status'), options: statuses },
  ];
}

function byLabel(a: { label: string }, b: { label: string }): number {
  return a.label.localeCompare(b.label, 'fi');
}
