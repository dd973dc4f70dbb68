import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconArchive, IconClipboardCheck, IconPhonePlus } from '@tabler/icons-react';
import { RecordFiles } from '@renderer/components/files/record-files';
import { RecordConflicts } from '@renderer/components/conflict/record-conflicts';
import { PartyPicker } from '@renderer/components/party-picker';
import { HeaderMarks } from '@renderer/components/record-marks';
import { SavedText } from '@renderer/components/saved-text';
import { usePersonName } from '@renderer/data/queries/people';
import { useHeader } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { Chip } from '@renderer/ui/chip';
import { EmptyState } from '@renderer/ui/empty-state';
import { useNotices } from '@renderer/ui/notices';
import detail from '@renderer/ui/split/detail.module.css';
import { SplitDetail } from '@renderer/ui/split/split';
import { useAct } from '@renderer/components/use-act';
import { localized, useLanguage } from '@renderer/ui/use-language';
import type { Call } from '@shared/domain/calls/call';
import { callSeconds, isCallOpen } from '@shared/domain/calls/call';
import { editCall } from '@shared/domain/calls/call-commands';
import type { DispositionItem } from '@shared/domain/team/team';
import { formatDuration, formatMoment } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import { useCallName } from '../call-name';
import { CallTimes } from '../dock/call-times';
import { TicketsSection } from '../dock/tickets-section';
import { useDesk } from '../dock/use-dock';
import { lastTouched } from '../last-touched';
import { CallHistory } from './call-history';
import { DirectionIcon } from './call-row';
import classes from './calls-page.module.css';

type Edit = (values: Partial<Omit<Call, 'status'>>) => Promise<boolean>;

/** One call whole: every field can be put right, and the history tells who did. */
export function CallDetail({ id, onBack }: { id: string; onBack: () => void }) {
  const { t } = useTranslation(['calls', 'common']);
  const call = useHeader('call', id);
  const run = useRun();
  const act = useAct();
  if (!call) return <EmptyState title={t('detail.missing')} text={t('detail.missingText')} />;
  const edit: Edit = (values) => act(() => run(editCall, { id, values }));
  async function archive(archived: boolean): Promise<void> {
    if (!(await edit({ archived })) || !archived) return;
    const action = { label: t('common:undo'), undoes: true, run: () => drop(edit({ archived: false })) };
    useNotices.getState().show({ kind: 'info', text: t('detail.archived'), action });
  }
  return (
    <SplitDetail label={t('panel')} onBack={onBack}>
      <DetailTop call={call} onArchive={(archived) => drop(archive(archived))} />
      <RecordConflicts id={id} />
      <PartyPicker
        party={call}
        formKey={call._id}
        label={call.direction === 'in' ? t('caller') : t('callee')}
        onChange={(values) => drop(edit(values))}
      />
      <SavedText
        label={t('number')}
        value={call.phone}
        draftKey={`${id}/phone`}
        onSave={(phone) => edit({ phone })}
      />
      <SavedText
        label={t('notes')}
        value={call.notes}
        draftKey={`${id}/notes`}
        multiline
        minRows={5}
        onSave={(notes) => edit({ notes })}
      />
      <Results call={call} edit={edit} />
      <DetailTickets call={call} />
      <RecordFiles about={id} />
      <CallHistory id={id} />
    </SplitDetail>
  );
}

function DetailTop({ call, onArchive }: { call: Call; onArchive: (archived: boolean) => void }) {
  const { t } = useTranslation(['calls', 'common']);
  const language = useLanguage();
  const { name, company } = useCallName(call);
  const agent = usePersonName(call.agent);
  const { planCallback, open } = useAppActions();
  const seconds = callSeconds(call, call.endedAt || lastTouched(call));
  const about = {
    phone: call.phone,
    contactId: call.contactId,
    customerId: call.customerId,
    callId: call._id,
  };
  return (
    <header className={detail.top}>
      <h2 className={detail.heading}>
        <DirectionIcon direction={call.direction} />
        <span dir="auto">{[name, company].filter(Boolean).join(', ')}</span>
        {call.archived ? <Chip>{t('detail.isArchived')}</Chip> : null}
        {isCallOpen(call) ? <Chip tone="amber">{t(`detail.statuses.${call.status}`)}</Chip> : null}
      </h2>
      <div className={detail.muted}>
        {formatMoment(call.startedAt, language)} · {agent} · {t('detail.talk')}{' '}
        {formatDuration(seconds.talk, language)}
        {seconds.held > 0
          ? ` · ${t('detail.held')} ${formatDuration(seconds.held, language)} · ${t('detail.total')} ${formatDuration(seconds.total, language)}`
          : ''}
      </div>
      <div className={detail.acts}>
        <FinishButton call={call} />
        <Button
          data-first-act
          size="compact-sm"
          variant="default"
          leftSection={<IconPhonePlus size={14} aria-hidden />}
          onClick={() => planCallback(about)}
        >
          {t('detail.followUp')}
        </Button>
        {call.callbackId ? (
          <Button size="compact-sm" variant="subtle" onClick={() => open(call.callbackId)}>
            {t('detail.fromCallback')}
          </Button>
        ) : null}
        {call.runId ? (
          <Button size="compact-sm" variant="subtle" onClick={() => open(call.runId)}>
            {t('detail.onboarding')}
          </Button>
        ) : null}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArchive size={14} aria-hidden />}
          onClick={() => onArchive(!call.archived)}
        >
          {call.archived ? t('common:restore') : t('common:archive')}
        </Button>
        <HeaderMarks id={call._id} />
      </div>
    </header>
  );
}

/** Own calls that are not finished are taken back into the dock. */
function FinishButton({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const { user } = useSession();
  const desk = useDesk();
  const act = useAct();
  if (!isCallOpen(call) || call.agent !== user) return null;
  return (
    <Button
      size="compact-sm"
      leftSection={<IconClipboardCheck size={14} aria-hidden />}
      onClick={() => drop(act(() => desk.take(call, 'wrapUp', lastTouched(call))))}
    >
      {t('doWrapUp')}
    </Button>
  );
}

function Results({ call, edit }: { call: Call; edit: Edit }) {
  const { t } = useTranslation(['calls', 'common']);
  const language = useLanguage();
  const disposition = useHeader('disposition', 'disposition:calls');
  const options = (items: readonly DispositionItem[] = [], value: string) => {
    const known = items.map((item) => ({ value: item.id, label: localized(item.name, language) }));
    return value === '' || known.some((item) => item.value === value)
      ? known
      : [...known, { value, label: value }];
  };
  return (
    <>
      <div className={detail.pair}>
        <Select
          label={t('reason')}
          data={options(disposition?.reasons, call.reason)}
          value={call.reason || null}
          onChange={(reason) => drop(edit({ reason: reason ?? '' }))}
        />
        <Select
          label={t('outcome')}
          data={options(disposition?.outcomes, call.outcome)}
          value={call.outcome || null}
          onChange={(outcome) => drop(edit({ outcome: outcome ?? '' }))}
        />
      </div>
      <div className={classes.spread}>
        <span id={`was-reached-${call._id}`}>{t('reached')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby={`was-reached-${call._id}`}
          value={call.reached === null ? '' : call.reached ? 'yes' : 'no'}
          onChange={(value) => drop(edit({ reached: value === 'yes' }))}
          data={[
            { value: 'yes', label: t('common:yes') },
            { value: 'no', label: t('common:no') },
          ]}
        />
      </div>
      <div>
        <CallTimes call={call} onChange={(values) => drop(edit(values))} />
      </div>
    </>
  );
}

function DetailTickets({ call }: { call: Call }) {
  const { newTicket } = useAppActions();
  const { customerId, contactId, phone, notes } = call;
  return (
    <TicketsSection
      call={call}
      onNewTicket={() =>
        newTicket({ callId: call._id, customerId, contactId, phone, description: notes }, () => undefined)
      }
    />
  );
}
