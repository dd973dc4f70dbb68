import { Button } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { AgentSelect } from '@renderer/components/agent-select';
import { QuickTimes } from '@renderer/components/callback-when';
import { RecordConflicts } from '@renderer/components/conflict/record-conflicts';
import { GroupSelect } from '@renderer/components/group-select';
import { PartyPicker } from '@renderer/components/party-picker';
import { PhoneLink } from '@renderer/components/phone-link';
import { HeaderMarks } from '@renderer/components/record-marks';
import { SavedMoment } from '@renderer/components/saved-moment';
import { SavedText } from '@renderer/components/saved-text';
import { TicketLine } from '@renderer/components/ticket-line';
import { usePersonName } from '@renderer/data/queries/people';
import { useHeader } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { Moment } from '@renderer/ui/moment';
import detail from '@renderer/ui/split/detail.module.css';
import { SplitDetail } from '@renderer/ui/split/split';
import type { Callback } from '@shared/domain/calls/call';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import { useCallbackName } from './callback-name';
import { attemptsOf } from './callback-queue';
import { DueChip } from './due-chip';
import { useCallbackActs } from './use-callback-acts';
import classes from './callbacks-page.module.css';

/** One callback whole: who, when, what about, who calls, and what was tried. */
export function CallbackDetail({ id, now, onBack }: { id: string; now: string; onBack: () => void }) {
  const { t } = useTranslation('callbacks');
  const callback = useHeader('callback', id);
  if (!callback) return <EmptyState title={t('missing')} text={t('missingText')} />;
  return (
    <SplitDetail label={t('detail')} onBack={onBack}>
      <DetailTop callback={callback} now={now} />
      <RecordConflicts id={callback._id} />
      <DetailFields callback={callback} />
      <Related callback={callback} />
      <Attempts callback={callback} />
    </SplitDetail>
  );
}

function DetailTop({ callback, now }: { callback: Callback; now: string }) {
  const { t } = useTranslation('callbacks');
  const { user } = useSession();
  const { logCall } = useAppActions();
  const { claim, close, reopen } = useCallbackActs(callback);
  const { name, company, phone } = useCallbackName(callback);
  return (
    <header className={detail.top}>
      <h2 className={detail.heading} dir="auto">
        {[name, company].filter(Boolean).join(', ')}
      </h2>
      <div className={detail.acts}>
        <DueChip callback={callback} now={now} />
        {phone ? (
          <PhoneLink
            phone={phone}
            contactId={callback.contactId}
            customerId={callback.customerId}
            logs={false}
          />
        ) : null}
        <HeaderMarks id={callback._id} />
      </div>
      <div className={detail.acts}>
        {callback.status === 'open' ? (
          <>
            <Button
              data-first-act
              leftSection={<IconPhoneOutgoing size={14} aria-hidden />}
              onClick={() => logCall({ callbackId: callback._id })}
            >
              {t('callNow')}
            </Button>
            {callback.owner === user ? (
              <Button variant="default" onClick={() => claim(false)}>
                {t('release')}
              </Button>
            ) : (
              <Button variant="default" onClick={() => claim(true)}>
                {t('claim')}
              </Button>
            )}
            <Button variant="default" onClick={() => close('done')}>
              {t('markDone')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => close('cancelled')}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={reopen}>
            {t('reopen')}
          </Button>
        )}
      </div>
    </header>
  );
}

function DetailFields({ callback }: { callback: Callback }) {
  const { t } = useTranslation('callbacks');
  const { edit } = useCallbackActs(callback);
  // A promise without a time is none: an emptied field takes the old one back.
  const move = (dueAt: string) => {
    if (dueAt !== '') drop(edit({ dueAt }));
  };
  return (
    <>
      <SavedText
        label={t('topic')}
        value={callback.topic}
        draftKey={`${callback._id}/topic`}
        onSave={(topic) => edit({ topic })}
      />
      <div>
        <QuickTimes value={callback.dueAt} onPick={move} />
        <SavedMoment
          label={t('date')}
          timeLabel={t('time')}
          value={callback.dueAt}
          readOnly={false}
          onSave={move}
        />
      </div>
      <div className={detail.pair}>
        <AgentSelect label={t('owner')} value={callback.owner} onChange={(owner) => drop(edit({ owner }))} />
        <GroupSelect label={t('group')} value={callback.group} onChange={(group) => drop(edit({ group }))} />
      </div>
      <PartyPicker
        party={callback}
        formKey={callback._id}
        label={t('who')}
        onChange={(values) => drop(edit(values))}
      />
    </>
  );
}

function Related({ callback }: { callback: Callback }) {
  const { t } = useTranslation('callbacks');
  const { open } = useAppActions();
  if (callback.callId === '' && callback.ticketIds.length === 0) return null;
  return (
    <div role="group" aria-label={t('tickets')}>
      {callback.ticketIds.length > 0 ? <h3 className={detail.title}>{t('tickets')}</h3> : null}
      {callback.ticketIds.map((id) => (
        <RelatedTicket key={id} id={id} />
      ))}
      {callback.callId ? (
        <Button size="compact-sm" variant="subtle" onClick={() => open(callback.callId)}>
          {t('promisedOn')}
        </Button>
      ) : null}
    </div>
  );
}

function RelatedTicket({ id }: { id: string }) {
  const ticket = useHeader('ticket', id);
  return ticket ? <TicketLine ticket={ticket} /> : null;
}

function Attempts({ callback }: { callback: Callback }) {
  const { t } = useTranslation('callbacks');
  const attempts = attemptsOf(callback);
  return (
    <section aria-label={t('attemptsTitle')}>
      <h3 className={detail.title}>{t('attemptsTitle')}</h3>
      {attempts.length === 0 ? <p className={detail.muted}>{t('noAttempts')}</p> : null}
      <ol className={classes.attempts}>
        {attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function Attempt({ attempt }: { attempt: ReturnType<typeof attemptsOf>[number] }) {
  const { t } = useTranslation('callbacks');
  const { open } = useAppActions();
  const by = usePersonName(attempt.by);
  return (
    <li>
      <button type="button" className={classes.attempt} onClick={() => open(`call:${attempt.id}`)}>
        <Moment at={attempt.at} />
        <span>{by}</span>
        <span className={detail.muted}>{attempt.reached ? t('reached') : t('notReached')}</span>
      </button>
    </li>
  );
}
