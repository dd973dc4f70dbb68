import { useMemo, useState } from 'react';
import { Button, Tabs } from '@mantine/core';
import { runProgress } from '@shared/domain/onboarding/checklist';
import { TicketLine } from '@renderer/components/ticket-line';
import { useHeaders } from '@renderer/data/queries/records';
import { useAppActions } from '@renderer/ui/app-actions';
import { Moment } from '@renderer/ui/moment';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './customers.module.css';

const SHOWN_AT_FIRST = 30;

/** Everything that happened with a company or a contact: tickets, calls, onboarding; newest first. */
export function History({ customerId = '', contactId = '' }: { customerId?: string; contactId?: string }) {
  const { t } = useTranslation('customers');
  const concerns = useMemo(
    () => (record: OfParty) =>
      contactId ? record.contactId === contactId : record.customerId === customerId,
    [customerId, contactId],
  );
  const tickets = useNewest(useHeaders('ticket'), concerns, (ticket) => ticket.lastActivityAt);
  const calls = useNewest(useHeaders('call'), concerns, (call) => call.startedAt);
  const runs = useNewest(useHeaders('run'), concerns, (run) => run.createdAt);
  const language = useLanguage();
  const { open } = useAppActions();
  return (
    <section>
      <h3 className={classes.sectionTitle}>{t('history')}</h3>
      <Tabs defaultValue="tickets">
        <Tabs.List>
          <Tabs.Tab value="tickets">{`${t('tickets')} ${tickets.length}`}</Tabs.Tab>
          <Tabs.Tab value="calls">{`${t('calls')} ${calls.length}`}</Tabs.Tab>
          <Tabs.Tab value="runs">{`${t('runs')} ${runs.length}`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tickets" pt="xs">
          <Shortened items={tickets} empty={t('noTickets')}>
            {(ticket) => <TicketLine key={ticket._id} ticket={ticket} />}
          </Shortened>
        </Tabs.Panel>
        <Tabs.Panel value="calls" pt="xs">
          <Shortened items={calls} empty={t('noCalls')}>
            {(call) => (
              <button key={call._id} type="button" className={classes.line} onClick={() => open(call._id)}>
                <span className={classes.grow} dir="auto">
                  {call.notes.split('\n')[0] || t('callWithoutNotes')}
                </span>
                <span className={classes.rowDetail}>
                  <Moment at={call.startedAt} />
                </span>
              </button>
            )}
          </Shortened>
        </Tabs.Panel>
        <Tabs.Panel value="runs" pt="xs">
          <Shortened items={runs} empty={t('noRuns')}>
            {(run) => (
              <button key={run._id} type="button" className={classes.line} onClick={() => open(run._id)}>
                <span className={classes.grow}>{localized(run.title, language)}</span>
                <span
                  className={classes.rowDetail}
                >{`${runProgress(run).settled}/${runProgress(run).total}`}</span>
              </button>
            )}
          </Shortened>
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

type OfParty = { customerId: string; contactId: string };

function useNewest<Item extends OfParty>(
  items: readonly Item[],
  concerns: (item: OfParty) => boolean,
  at: (item: Item) => string,
): Item[] {
  return useMemo(
    () => items.filter(concerns).sort((a, b) => at(b).localeCompare(at(a))),
    // `at` is written in place and always reads the same field.
    // eslint-disable-next-line react/exhaustive-deps
    [items, concerns],
  );
}

/** A list that shows its beginning, and the rest on request. */
function Shortened<Item>({
  items,
  empty,
  children,
}: {
  items: Item[];
  empty: string;
  children: (item: Item) => React.ReactNode;
}) {
  const { t } = useTranslation('common');
  const [all, setAll] = useState(false);
  if (items.length === 0) return <p className={classes.hint}>{empty}</p>;
  return (
    <>
      {(all ? items : items.slice(0, SHOWN_AT_FIRST)).map(children)}
      {!all && items.length > SHOWN_AT_FIRST ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {t('showAll', { count: items.length })}
        </Button>
      ) : null}
    </>
  );
}
