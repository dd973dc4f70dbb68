import { Select } from '@mantine/core';
import { channels, ticketTypes } from '@shared/domain/tickets/ticket';
import { useHeaders } from '@renderer/data/queries/records';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import type { NewTicketForm } from './new-ticket-form';
import classes from './new-ticket.module.css';

/** Type (which decides the pipeline) and channel of a new ticket. */
export function TypeAndChannel({
  form,
  onChange,
}: {
  form: NewTicketForm;
  onChange: (values: Partial<NewTicketForm>) => void;
}) {
  const { t } = useTranslation(['ticket', 'common']);
  const language = useLanguage();
  const pipelines = useHeaders('pipeline');
  const order = (type: string) => {
    const index = ticketTypes.findIndex((known) => known === type);
    return index < 0 ? ticketTypes.length : index;
  };
  const types = pipelines
    .map(({ ticketType, name }) => ({ value: ticketType, label: localized(name, language) || ticketType }))
    .sort((a, b) => order(a.value) - order(b.value));
  return (
    <div className={classes.pair}>
      <Select
        label={t('common:type')}
        data={types}
        value={form.ticketType}
        onChange={(ticketType) => onChange({ ticketType: ticketType ?? form.ticketType })}
      />
      <Select
        label={t('ticket:channel')}
        data={channels
          .filter((id) => id !== 'import')
          .map((id) => ({ value: id, label: t(`common:channels.${id}`) }))}
        value={form.channel}
        onChange={(channel) => onChange({ channel: channel ?? form.channel })}
      />
    </div>
  );
}
