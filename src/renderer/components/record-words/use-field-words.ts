import type { LocalizedText } from '@shared/domain/team/team';
import type { Run } from '@shared/domain/onboarding/checklist';
import { readHeader } from '@renderer/data/queries/records';
import type { Team } from '@renderer/data/queries/team-context';
import { useTeam } from '@renderer/data/queries/team-context';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';

// prettier-ignore
const fields = [
  'name', 'phone', 'callerName', 'direction', 'notes', 'reason', 'outcome', 'reached',
  'startedAt', 'endedAt', 'runId', 'dueAt', 'owner', 'topic', 'businessId', 'environment',
  'contract', 'title', 'language', 'nextCallAt', 'credentialsSentAt', 'customerConfirmation', 'steps', 'email',
  'role', 'state', 'value', 'note', 'waitingOn', 'ticketId', 'subject', 'description',
  'status', 'priority', 'ticketType', 'assignee', 'group', 'customerId', 'contactId', 'channel',
  'archived', 'resolvedAt',
] as const;
const sets = ['tags', 'phones', 'emails', 'domains', 'customerIds', 'ticketIds', 'members'] as const;

/** A register path of a record's field: `subject`, `tags.vip`, `steps.s1.state`. */
export interface PathParts {
  field: string;
  /** The element of a set, the entry of a map; empty otherwise. */
  key: string;
  /** The field of a map's entry; empty otherwise. */
  entryField: string;
}

/** Elements of sets may have dots in them; entries of maps do not. */
export function partsOfPath(path: string): PathParts {
  const [field = '', ...rest] = path.split('.');
  if (field === 'steps' && rest.length > 1)
    return { field, key: rest[0] ?? '', entryField: rest.slice(1).join('.') };
  return { field, key: rest.join('.'), entryField: '' };
}

/** The name of a record's field in the middle of a sentence; of an unknown field, the name it has in the data. */
export function useFieldWords(): (about: string, path: string) => string {
  const { t } = useTranslation('conflicts');
  const team = useTeam();
  const language = useLanguage();
  const plain = (name: string) => {
    const known = fields.find((field) => field === name);
    return known ? t(`field.${known}`) : name;
  };
  return (about, path) => {
    const { field, key, entryField } = partsOfPath(path);
    if (entryField !== '') {
      const step = localized(stepTitle(team, about, key), language) || key;
      return t('stepField', { step, field: plain(entryField) });
    }
    const set = sets.find((name) => name === field);
    if (set && key !== '') return t(`item.${set}`, { item: nameOfItem(team, set, key) });
    return plain(field);
  };
}

function stepTitle(team: Team, runId: string, stepId: string): LocalizedText | undefined {
  const run = readHeader(team, 'run', runId) as Run | undefined;
  return run?.definition.find((step) => step.id === stepId)?.title;
}

function nameOfItem(team: Team, set: (typeof sets)[number], key: string): string {
  if (set === 'customerIds') return readHeader(team, 'customer', key)?.name ?? key;
  if (set === 'ticketIds') return readHeader(team, 'ticket', key)?.number ?? key;
  if (set === 'members') return readHeader(team, 'agent', `agent:${key}`)?.name ?? key;
  return key;
}
