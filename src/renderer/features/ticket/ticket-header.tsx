import { ActionIcon, Alert, Button, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconArrowsDiff,
  IconArrowsMaximize,
  IconDots,
} from '@tabler/icons-react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { useWhyArchived } from '@renderer/components/use-why-archived';
import { useRecordState } from '@renderer/data/queries/records';
import { useAppActions } from '@renderer/ui/app-actions';
import { RecordStateMark } from '@renderer/ui/record-state-mark';
import { useTranslation } from '@renderer/ui/use-translation';
import { SubjectField } from './subject-field';
import { TagEditor } from './tag-editor';
import { TicketProperties } from './ticket-properties';
import type { OpenSignals } from './ticket-properties';
import type { TicketEdits } from './use-ticket-edits';
import classes from './ticket-header.module.css';

interface TicketHeaderProps {
  ticket: Ticket;
  edits: TicketEdits;
  canWrite: boolean;
  signals: OpenSignals;
  /** Whether it is shown on its own screen already. */
  isFull: boolean;
  /** Id of the event with an unsettled "changed by both", or empty. */
  conflictEventId: string;
}

/** What the ticket is and where it stands; everything in it can be changed in place. */
export function TicketHeader(props: TicketHeaderProps) {
  const { ticket, edits, canWrite, signals, isFull, conflictEventId } = props;
  const { t } = useTranslation(['ticket', 'common', 'conflicts']);
  const { open } = useAppActions();
  const state = useRecordState(ticket._id);
  const whyArchived = useWhyArchived(ticket);
  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <span className={classes.number}>{ticket.number}</span>
        <RecordStateMark state={state} labelled />
        {conflictEventId ? (
          <Button
            variant="light"
            color="violet"
            size="compact-xs"
            leftSection={<IconArrowsDiff size={14} aria-hidden />}
            onClick={() => document.getElementById(conflictEventId)?.scrollIntoView({ block: 'center' })}
          >
            {t('conflicts:both')}
          </Button>
        ) : null}
        <span className={classes.topEnd}>
          {isFull ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('ticket:openFull')}
              title={t('ticket:openFull')}
              onClick={() => open(ticket._id)}
            >
              <IconArrowsMaximize size={16} />
            </ActionIcon>
          )}
          {canWrite && !ticket.archived ? (
            <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('common:more')}
                  title={t('common:more')}
                >
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconArchive size={14} aria-hidden />}
                  onClick={() => edits.archive(true)}
                >
                  {t('common:archive')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </span>
      </div>
      {ticket.archived ? (
        <Alert color="gray" className={classes.archived} icon={<IconArchiveOff size={16} />}>
          {t('ticket:archived')} {whyArchived}{' '}
          {canWrite ? (
            <Button variant="default" size="compact-xs" onClick={() => edits.archive(false)}>
              {t('common:restore')}
            </Button>
          ) : null}
        </Alert>
      ) : null}
      <SubjectField ticket={ticket} canWrite={canWrite} />
      <div className={classes.properties}>
        <TicketProperties ticket={ticket} edits={edits} canWrite={canWrite} signals={signals} />
        <TagEditor ticket={ticket} canWrite={canWrite} openSignal={signals.tags} />
      </div>
    </header>
  );
}
