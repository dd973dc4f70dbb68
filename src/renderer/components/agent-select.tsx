import { useMemo } from 'react';
import { Select } from '@mantine/core';
import { useHeaders } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { useTranslation } from '@renderer/ui/use-translation';

interface Option {
  value: string;
  label: string;
}

/** Everybody of the team, oneself first; with nobody (the empty text) before them. */
export function useAgentOptions(nobody?: string): Option[] {
  const { user } = useSession();
  const agents = useHeaders('agent');
  return useMemo(() => {
    const people = agents
      .map((agent) => ({ value: agent.user, label: agent.name || agent.user }))
      .sort(
        (a, b) => Number(b.value === user) - Number(a.value === user) || a.label.localeCompare(b.label, 'fi'),
      );
    return nobody === undefined ? people : [{ value: '', label: nobody }, ...people];
  }, [agents, user, nobody]);
}

/** Chooses a person of the team by name; the empty text is nobody. */
export function AgentSelect(props: {
  /** User name, or empty. */
  value: string;
  onChange: (user: string) => void;
  label: string;
  disabled?: boolean;
}) {
  const { t } = useTranslation('common');
  const options = useAgentOptions(t('unassigned'));
  return <EmptyableSelect {...props} options={options} />;
}

/** A searchable select whose first choice is the empty text. A value that is not known is kept and shown. */
export function EmptyableSelect({
  value,
  options,
  ...props
}: {
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  label: string;
  disabled?: boolean;
}) {
  const data = options.some((option) => option.value === value)
    ? [...options]
    : [...options, { value, label: value }];
  return (
    <Select
      searchable
      {...props}
      data={data.map(({ value: key, label }) => ({ value: `=${key}`, label }))}
      value={`=${value}`}
      onChange={(chosen) => props.onChange(chosen?.slice(1) ?? '')}
    />
  );
}
