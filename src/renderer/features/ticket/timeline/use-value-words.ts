import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { channels } from '@shared/domain/tickets/ticket';
import { formatMoment } from '@shared/i18n/format';
import { usePriorityName } from '@renderer/components/priority-chip';
import { useHeaders } from '@renderer/data/queries/records';
import { useTeam } from '@renderer/data/queries/team-context';
import { localized, useLanguage } from '@renderer/ui/use-language';

const LONGEST_SHOWN = 300;

/** Says a field's value as people know it: names instead of ids. */
export type ValueWords = (path: string, value: unknown) => string;

/**
 * @param ticketType whose pipeline names the states first; another pipeline's name is better than an id
 */
export function useValueWords(ticketType: string): ValueWords {
  const { t } = useTranslation(['ticket', 'common']);
  const language = useLanguage();
  const team = useTeam();
  const priorityName = usePriorityName();
  const pipelines = useHeaders('pipeline');
  const agents = useHeaders('agent');
  const groups = useHeaders('group');
  const stateName = (id: string) => {
    const own = pipelines.filter((pipeline) => pipeline.ticketType === ticketType);
    const state = [...own, ...pipelines].flatMap(({ states }) => states).find((item) => item.id === id);
    return localized(state?.name, language) || id;
  };
  const words = (path: string, text: string): string => {
    switch (path) {
      case 'status':
        return stateName(text);
      case 'priority':
        return priorityName(text);
      case 'ticketType': {
        const pipeline = pipelines.find((item) => item.ticketType === text);
        return localized(pipeline?.name, language) || text;
      }
      case 'assignee':
        return agents.find((agent) => agent.user === text)?.name || text;
      case 'group':
        return groups.find((group) => group._id === text)?.name ?? text;
      case 'customerId':
      case 'contactId':
        return String(team.tables.customers.get(text)?.doc['name'] ?? text);
      case 'channel': {
        const known = channels.find((channel) => channel === text);
        return known ? t(`common:channels.${known}`) : text;
      }
      case 'resolvedAt':
        return Number.isNaN(Date.parse(text)) ? text : formatMoment(text, language);
      default:
        return text;
    }
  };
  return (path, value) => {
    if (path.startsWith('tags.'))
      return value === true ? t('ticket:conflict.tagOn') : t('ticket:conflict.tagOff');
    if (typeof value === 'boolean') return value ? t('common:yes') : t('common:no');
    const text =
      typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
    if (text === '') return path === 'assignee' ? t('common:unassigned') : t('ticket:change.empty');
    const said = words(path, text);
    return said.length > LONGEST_SHOWN ? `${said.slice(0, LONGEST_SHOWN)}…` : said;
  };
}

/** The name of a field in the middle of a sentence; of an unknown field, the name it has in the data. */
export function useFieldName(): (path: string) => string {
  const { t } = useTranslation('ticket');
  return useCallback(
    (path: string) => {
      switch (path) {
        case 'subject':
        case 'description':
        case 'status':
        case 'priority':
        case 'ticketType':
        case 'assignee':
        case 'group':
        case 'customerId':
        case 'contactId':
        case 'channel':
        case 'archived':
        case 'resolvedAt':
          return t(`field.${path}`);
        default:
          return path.startsWith('tags.') ? t('field.tag', { tag: path.slice('tags.'.length) }) : path;
      }
    },
    [t],
  );
}
