import { useMemo } from 'react';
import { useHeaders } from '@renderer/data/queries/records';
import { useTranslation } from '@renderer/ui/use-translation';
import { EmptyableSelect } from './agent-select';

/** The team's groups by name; with none (the empty text) before them. */
export function useGroupOptions(none?: string): { value: string; label: string }[] {
  const groups = useHeaders('group');
  return useMemo(() => {
    const named = groups
      .map((group) => ({ value: group._id, label: group.name }))
      .sort((a, b) => a.label.localeCompare(b.label, 'fi'));
    return none === undefined ? named : [{ value: '', label: none }, ...named];
  }, [groups, none]);
}

/** Chooses a group; the empty text is none. */
export function GroupSelect(props: {
  /** `group:…`, or empty. */
  value: string;
  onChange: (id: string) => void;
  label: string;
  disabled?: boolean;
}) {
  const { t } = useTranslation('ticket');
  const options = useGroupOptions(t('noGroup'));
  return <EmptyableSelect {...props} options={options} />;
}
