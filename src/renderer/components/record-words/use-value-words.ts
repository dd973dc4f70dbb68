import { typeOfId } from '@shared/domain/record/documents';
import { runOutcomes, stepStates } from '@shared/domain/onboarding/checklist';
import type { LocalizedText } from '@shared/domain/team/team';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { channels } from '@shared/domain/tickets/ticket';
import { formatMoment } from '@shared/i18n/format';
import { usePriorityName } from '@renderer/components/priority-chip';
import { readDocument, readHeader, readHeaders } from '@renderer/data/queries/records';
import { useTeam } from '@renderer/data/queries/team-context';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { partsOfPath } from './use-field-words';

const MOMENTS = /(At|From|To)$/;
const PEOPLE = ['assignee', 'owner', 'agent'];

/** Says the value of any record's field as people know it: names instead of ids. Empty values in words, too. */
export type ValueWords = (about: string, path: string, value: unknown) => string;

export function useValueWords(): ValueWords {
  const { t } = useTranslation(['conflicts', 'onboarding', 'common']);
  const language = useLanguage();
  const team = useTeam();
  const priorityName = usePriorityName();
  const dispositions = () => readHeader(team, 'disposition', 'disposition:calls');
  const nameIn = (items: readonly { id: string; name: { fi: string; en: string } }[] = [], id: string) =>
    localized(items.find((item) => item.id === id)?.name, language) || id;

  /** What depends on the kind of record: the same field name means other things elsewhere. */
  function ofType(about: string, name: string, text: string): string | null {
    const type = typeOfId(about);
    if (type === 'ticket' && name === 'status') {
      const ticket = readDocument(team, about) as Ticket | undefined;
      const pipelines = readHeaders(team, 'pipeline');
      const own = pipelines.filter((pipeline) => pipeline.ticketType === ticket?.ticketType);
      return nameIn(
        [...own, ...pipelines].flatMap(({ states }) => states),
        text,
      );
    }
    if (type === 'call') {
      if (name === 'reason') return nameIn(dispositions()?.reasons, text);
      if (name === 'outcome') return nameIn(dispositions()?.outcomes, text);
      if (name === 'direction' && (text === 'in' || text === 'out')) return t(`directions.${text}`);
      const state = (['live', 'held', 'wrapUp', 'done'] as const).find((known) => known === text);
      if (name === 'status' && state) return t(`callStates.${state}`);
    }
    if (type === 'callback' && name === 'status') {
      const state = (['open', 'done', 'cancelled'] as const).find((known) => known === text);
      if (state) return t(`callbackStates.${state}`);
    }
    if (type === 'run') {
      const outcome = runOutcomes.find((known) => known === text);
      if (name === 'outcome' && outcome) return t(`onboarding:outcomes.${outcome}`);
      const state = stepStates.find((known) => known === text);
      if (name === 'state' && state) return t(`onboarding:states.${state}`);
    }
    return null;
  }

  function ofAny(name: string, text: string): string {
    if (PEOPLE.includes(name)) return readHeader(team, 'agent', `agent:${text}`)?.name || text;
    if (MOMENTS.test(name) && !Number.isNaN(Date.parse(text))) return formatMoment(text, language);
    switch (name) {
      case 'priority':
        return priorityName(text);
      case 'ticketType':
        return localized(readHeader(team, 'pipeline', `pipeline:${text}`)?.name, language) || text;
      case 'group':
        return readHeader(team, 'group', text)?.name ?? text;
      case 'customerId':
      case 'contactId':
        return String(team.tables.customers.get(text)?.doc['name'] ?? text);
      case 'ticketId':
        return readHeader(team, 'ticket', text)?.number ?? text;
      case 'runId':
        return localized(readHeader(team, 'run', text)?.title, language) || text;
      case 'channel': {
        const known = channels.find((channel) => channel === text);
        return known ? t(`common:channels.${known}`) : text;
      }
      default:
        return text;
    }
  }

  return (about, path, value) => {
    const { field, key, entryField } = partsOfPath(path);
    const name = entryField || field;
    if (key !== '' && entryField === '') return value === true ? t('presentItem') : t('removedItem');
    if (typeof value === 'boolean') return value ? t('common:yes') : t('common:no');
    if (value === null || value === undefined || value === '')
      return name === 'assignee' ? t('common:unassigned') : t('empty');
    if (Array.isArray(value)) return t(field === 'steps' ? 'steps' : 'items', { count: value.length });
    if (typeof value === 'object')
      return localized(value as LocalizedText, language) || JSON.stringify(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return ofType(about, name, text) ?? ofAny(name, text);
  };
}
