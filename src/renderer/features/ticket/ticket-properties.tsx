import { Button } from '@mantine/core';
import { IconCircleFilled, IconUser, IconUsers } from '@tabler/icons-react';
import { categoryOf, nextStates, stateOf } from '@shared/domain/tickets/pipeline';
import { priorities } from '@shared/domain/tickets/ticket';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { useAgentOptions } from '@renderer/components/agent-select';
import { useGroupOptions } from '@renderer/components/group-select';
import { PickerButton } from '@renderer/components/picker-button';
import { PriorityChip, PriorityIcon, usePriorityName } from '@renderer/components/priority-chip';
import { categoryTones } from '@renderer/components/status-chip';
import { TypeIcon } from '@renderer/components/type-icon';
import { usePersonName } from '@renderer/data/queries/people';
import { useHeader, useHeaders } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { keyText } from '@renderer/ui/keys/key-label';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import type { TicketEdits } from './use-ticket-edits';
import classes from './ticket-header.module.css';

/** How many times each menu was asked for by its key. */
export interface OpenSignals {
  status: number;
  priority: number;
  assign: number;
  tags: number;
}

/** Status, priority, type, assignee and group of a ticket, each a menu. */
export function TicketProperties({
  ticket,
  edits,
  canWrite,
  signals,
}: {
  ticket: Ticket;
  edits: TicketEdits;
  canWrite: boolean;
  signals: OpenSignals;
}) {
  const { t } = useTranslation(['ticket', 'common']);
  const language = useLanguage();
  const { user } = useSession();
  const priorityName = usePriorityName();
  const pipeline = useHeader('pipeline', `pipeline:${ticket.ticketType}`);
  const pipelines = useHeaders('pipeline');
  const agents = useAgentOptions(t('common:unassigned'));
  const groups = useGroupOptions(t('ticket:noGroup'));
  const assignee = usePersonName(ticket.assignee);
  const current = stateOf(pipeline, ticket.status);
  const states = [...(current ? [current] : []), ...nextStates(pipeline, ticket.status)];
  const order = pipeline?.states ?? [];
  states.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const disabled = !canWrite;
  return (
    <>
      <PickerButton
        label={t('common:status')}
        values={[ticket.status]}
        options={states.map((state) => ({
          value: state.id,
          label: localized(state.name, language) || state.id,
          icon: <StateDot tone={categoryTones[state.category]} />,
        }))}
        onPick={edits.move}
        disabled={disabled}
        openSignal={signals.status}
      >
        <StateDot tone={categoryTones[categoryOf(pipeline, ticket.status)]} />
        {localized(current?.name, language) || ticket.status}
      </PickerButton>
      <PickerButton
        label={t('common:priority')}
        values={[ticket.priority]}
        options={priorities.map((id) => ({
          value: id,
          label: priorityName(id),
          icon: <PriorityIcon priority={id} />,
        }))}
        onPick={(priority) => edits.edit({ priority })}
        disabled={disabled}
        openSignal={signals.priority}
      >
        <PriorityChip priority={ticket.priority} />
      </PickerButton>
      <PickerButton
        label={t('common:type')}
        values={[ticket.ticketType]}
        options={pipelines.map(({ ticketType, name }) => ({
          value: ticketType,
          label: localized(name, language) || ticketType,
          icon: <TypeIcon ticketType={ticketType} />,
        }))}
        onPick={(ticketType) => edits.edit({ ticketType })}
        disabled={disabled}
      >
        <TypeIcon ticketType={ticket.ticketType} labelled />
      </PickerButton>
      <PickerButton
        label={t('common:assignee')}
        values={[ticket.assignee]}
        options={agents}
        onPick={(picked) => edits.edit({ assignee: picked })}
        disabled={disabled}
        openSignal={signals.assign}
      >
        <IconUser size={14} aria-hidden />
        <bdi>{assignee || t('common:unassigned')}</bdi>
      </PickerButton>
      {canWrite && ticket.assignee !== user ? (
        <Button
          variant="light"
          className={classes.toMe}
          onClick={() => edits.edit({ assignee: user })}
          title={t('ticket:toMeHint', { keys: keyText('assignToMe') })}
        >
          {t('ticket:toMe')}
        </Button>
      ) : null}
      <PickerButton
        label={t('common:group')}
        values={[ticket.group]}
        options={groups}
        onPick={(group) => edits.edit({ group })}
        disabled={disabled}
      >
        <IconUsers size={14} aria-hidden />
        <bdi>{groups.find(({ value }) => value === ticket.group)?.label ?? t('common:unknown')}</bdi>
      </PickerButton>
    </>
  );
}

function StateDot({ tone }: { tone: string }) {
  return <IconCircleFilled size={8} style={{ color: `var(--${tone})`, flexShrink: 0 }} aria-hidden />;
}
