import { useMemo } from 'react';
import { Anchor } from '@mantine/core';
import { isCallOpen } from '@shared/domain/calls/call';
import { runProgress } from '@shared/domain/onboarding/checklist';
import { categoryOf, isSettled } from '@shared/domain/tickets/pipeline';
import { useHeader, useHeaders } from '@renderer/data/queries/records';
import { useAppActions } from '@renderer/ui/app-actions';
import { Moment } from '@renderer/ui/moment';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { TicketLine } from './ticket-line';
import classes from './customer-panel.module.css';

const SHOWN_TICKETS = 6;
const SHOWN_CALLS = 4;

interface CustomerPanelProps {
  customerId: string;
  contactId?: string;
  /** The ticket it is shown beside, left out of the list. */
  exceptTicketId?: string;
  /** In a call the first question is whether this has a ticket already. */
  ticketsFirst?: boolean;
  /** How to reach them, below the names. */
  children?: React.ReactNode;
}

/** What an agent wants to know of a customer while talking: environment, open tickets, last calls, onboarding. */
export function CustomerPanel(props: CustomerPanelProps) {
  const { customerId, contactId = '', exceptTicketId = '', ticketsFirst = false, children } = props;
  const { t } = useTranslation(['customers', 'privacy']);
  const customer = useHeader('customer', customerId);
  const contact = useHeader('contact', contactId);
  const { open } = useAppActions();
  if (!customer && !contact) return null;
  const tickets = <OpenTickets customerId={customerId} exceptTicketId={exceptTicketId} />;
  return (
    <div className={classes.panel}>
      {customer ? (
        <>
          <div className={classes.head}>
            <Anchor component="button" className={classes.name} onClick={() => open(customer._id)} dir="auto">
              {customer.name}
            </Anchor>
            {contact ? (
              <div className={classes.muted} dir="auto">
                {[contact.name || t('privacy:erase.erasedTitle'), contact.title].filter(Boolean).join(', ')}
              </div>
            ) : null}
            {children}
          </div>
          {ticketsFirst ? tickets : null}
          <Section title={t('environment')}>
            <p className={classes.environment} dir="auto">
              {customer.environment || <span className={classes.muted}>{t('noEnvironment')}</span>}
            </p>
            {customer.contract ? <p className={classes.environment}>{customer.contract}</p> : null}
          </Section>
          {ticketsFirst ? null : tickets}
          <LastCalls customerId={customerId} />
          <Onboarding customerId={customerId} />
        </>
      ) : (
        <div className={classes.head}>
          <span dir="auto">{contact?.name || t('privacy:erase.erasedTitle')}</span>
          {children}
        </div>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  );
}

function OpenTickets({ customerId, exceptTicketId }: { customerId: string; exceptTicketId: string }) {
  const { t } = useTranslation('customers');
  const tickets = useHeaders('ticket');
  const pipelines = useHeaders('pipeline');
  const opened = useMemo(() => {
    const byType = new Map(pipelines.map((pipeline) => [pipeline.ticketType, pipeline]));
    return tickets
      .filter((ticket) => ticket.customerId === customerId && ticket._id !== exceptTicketId)
      .filter((ticket) => !isSettled(categoryOf(byType.get(ticket.ticketType), ticket.status)))
      .sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt));
  }, [tickets, pipelines, customerId, exceptTicketId]);
  return (
    <Section title={t('openTicketsCount', { count: opened.length })}>
      {opened.slice(0, SHOWN_TICKETS).map((ticket) => (
        <TicketLine key={ticket._id} ticket={ticket} />
      ))}
    </Section>
  );
}

function LastCalls({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const { open } = useAppActions();
  const calls = useHeaders('call');
  const last = useMemo(
    () =>
      calls
        .filter((call) => call.customerId === customerId && !isCallOpen(call))
        .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
        .slice(0, SHOWN_CALLS),
    [calls, customerId],
  );
  if (last.length === 0) return null;
  return (
    <Section title={t('lastCalls')}>
      {last.map((call) => (
        <button key={call._id} type="button" className={classes.line} onClick={() => open(call._id)}>
          <span className={classes.grow} dir="auto">
            {call.notes.split('\n')[0] || t('callWithoutNotes')}
          </span>
          <span className={classes.muted}>
            <Moment at={call.startedAt} />
          </span>
        </button>
      ))}
    </Section>
  );
}

function Onboarding({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const language = useLanguage();
  const { open } = useAppActions();
  const runs = useHeaders('run').filter((run) => run.customerId === customerId && run.outcome === '');
  if (runs.length === 0) return null;
  return (
    <Section title={t('runningOnboarding')}>
      {runs.map((run) => {
        const { settled, total } = runProgress(run);
        return (
          <button key={run._id} type="button" className={classes.line} onClick={() => open(run._id)}>
            <span className={classes.grow}>{localized(run.title, language)}</span>
            <span className={classes.muted}>{`${settled}/${total}`}</span>
          </button>
        );
      })}
    </Section>
  );
}
