import { useEffect, useMemo, useState } from 'react';
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { categoryOf, isSettled } from '@shared/domain/tickets/pipeline';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { foldText } from '@shared/lib/fold-text';
import { useHeaders } from '@renderer/data/queries/records';
import { useTranslation } from '@renderer/ui/use-translation';
import { StatusChip } from './status-chip';
import classes from './party-picker.module.css';

const MOST = 8;

/** Chooses a ticket: the customer's open ones at once, any other by number or subject. */
export function TicketPicker({
  customerId,
  except,
  label,
  onPick,
}: {
  /** Whose open tickets come first; may be empty. */
  customerId: string;
  /** Ids that are chosen already. */
  except: readonly string[];
  label: string;
  onPick: (id: string) => void;
}) {
  const { t } = useTranslation('calls');
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const combobox = useCombobox({
    onDropdownOpen: () => setOpen(true),
    onDropdownClose: () => {
      setOpen(false);
      combobox.resetSelectedOption();
    },
  });
  const { own, others } = useTicketChoices(isOpen, text, customerId, except);
  const { selectFirstOption, resetSelectedOption } = combobox;
  useEffect(() => {
    if (!isOpen) return;
    // Enter takes the best match of what was typed; an untouched field takes nothing by accident.
    if (text.trim() === '') resetSelectedOption();
    else selectFirstOption();
    // The functions are new at every render; only what is offered moves the selection.
    // eslint-disable-next-line react/exhaustive-deps
  }, [isOpen, own, others, text]);
  const option = (ticket: Ticket) => (
    <Combobox.Option key={ticket._id} value={ticket._id} className={classes.option}>
      <span className={classes.optionEnd}>{ticket.number}</span>
      <span className={classes.optionText}>
        <span dir="auto">{ticket.subject}</span>
      </span>
      <StatusChip ticketType={ticket.ticketType} status={ticket.status} />
    </Combobox.Option>
  );
  return (
    <Combobox
      store={combobox}
      position="top-start"
      width={380}
      onOptionSubmit={(id) => {
        setText('');
        combobox.closeDropdown();
        onPick(id);
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={label}
          placeholder={t('linkTicketHint')}
          value={text}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={own.length + others.length === 0 && text.trim() === ''}>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {own.length > 0 ? (
            <Combobox.Group label={t('customersOpenTickets')}>{own.map(option)}</Combobox.Group>
          ) : null}
          {others.length > 0 ? (
            <Combobox.Group label={t('otherTickets')}>{others.map(option)}</Combobox.Group>
          ) : null}
          {own.length + others.length === 0 ? <Combobox.Empty>{t('noTicketFound')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function useTicketChoices(isOpen: boolean, text: string, customerId: string, except: readonly string[]) {
  const tickets = useHeaders('ticket');
  const pipelines = useHeaders('pipeline');
  return useMemo(() => {
    const own: Ticket[] = [];
    const others: Ticket[] = [];
    if (!isOpen) return { own, others };
    const byType = new Map(pipelines.map((pipeline) => [pipeline.ticketType, pipeline]));
    const words = foldText(text).split(' ').filter(Boolean);
    const bare = text.replace(/[\s-]/g, '').toLowerCase();
    const fits = (ticket: Ticket) => {
      if (bare !== '' && ticket.number.replace('-', '').toLowerCase().includes(bare)) return true;
      const subject = foldText(ticket.subject);
      return words.every((word) => subject.includes(word));
    };
    for (const ticket of tickets) {
      if (except.includes(ticket._id)) continue;
      const isOwn = customerId !== '' && ticket.customerId === customerId;
      if (isOwn && !isSettled(categoryOf(byType.get(ticket.ticketType), ticket.status)) && fits(ticket))
        own.push(ticket);
      else if (bare !== '' && fits(ticket)) others.push(ticket);
    }
    const newest = (a: Ticket, b: Ticket) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1);
    return { own: own.sort(newest).slice(0, MOST), others: others.sort(newest).slice(0, MOST) };
  }, [isOpen, tickets, pipelines, text, customerId, except]);
}
