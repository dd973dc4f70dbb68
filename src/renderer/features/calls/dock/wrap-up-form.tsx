import { useEffect, useRef, useState } from 'react';
import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { AgentSelect } from '@renderer/components/agent-select';
import { CallbackWhen } from '@renderer/components/callback-when';
import { useDraft } from '@renderer/data/queries/draft';
import { useHeader } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { KeyLabel } from '@renderer/ui/keys/key-label';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { useAct, useSingleAct } from '@renderer/components/use-act';
import { formatDuration } from '@shared/i18n/format';
import { useLanguage } from '@renderer/ui/use-language';
import type { Call } from '@shared/domain/calls/call';
import { callSeconds } from '@shared/domain/calls/call';
import { callbackChoices } from '@shared/domain/calls/callback-choices';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import { useNow } from '../use-now';
import { CallTimes } from './call-times';
import { ChoiceList } from './choice-list';
import type { ChoiceListHandle } from './choice-list';
import { isInDialog } from './is-in-dialog';
import { useDesk, useNotes } from './use-dock';
import { firstLineOf, promisesCallback, reachesByOutcome } from './wrap-up-rules';
import classes from './wrap-up.module.css';

/** What is owed after a call: reason and outcome by digits, whether it reached the customer, a promised callback. */
export function WrapUpForm({
  call,
  takesFocus,
}: {
  call: Call;
  /** Whether digits should choose at once; not while the notes are still to be written. */
  takesFocus: boolean;
}) {
  const { t } = useTranslation(['calls', 'callbacks', 'common']);
  const language = useLanguage();
  const desk = useDesk();
  const act = useAct();
  const actOnce = useSingleAct();
  const { user } = useSession();
  const disposition = useHeader('disposition', 'disposition:calls');
  const topic = useDraft(`${call._id}/callbackTopic`);
  const usualTopic = firstLineOf(useNotes(call._id).text);
  const [reason, setReason] = useState(call.reason);
  const [outcome, setOutcome] = useState(call.outcome);
  const [said, setSaid] = useState<boolean | null>(call.reached);
  const [promised, setPromised] = useState<boolean | null>(null);
  const [owner, setOwner] = useState(user);
  const [dueAt, setDueAt] = useState(() => defaultDue());
  const [asked, setAsked] = useState(false);
  const reasonList = useRef<ChoiceListHandle>(null);
  const outcomeList = useRef<ChoiceListHandle>(null);
  const now = useNow();
  const saveButton = useRef<HTMLButtonElement>(null);
  const reached = said ?? reachesByOutcome(outcome);
  const withCallback = promised ?? promisesCallback(outcome);

  useEffect(() => {
    if (takesFocus) reasonList.current?.focus();
  }, [takesFocus]);

  async function save(): Promise<void> {
    setAsked(true);
    if (reason === '') reasonList.current?.focus();
    else if (outcome === '') outcomeList.current?.focus();
    else if (!withCallback || dueAt !== '') {
      const callback = withCallback
        ? { callback: { dueAt, owner, topic: topic.text.trim() || usualTopic } }
        : {};
      const values = { id: call._id, reason, outcome, reached, ...callback };
      const isSaved = await actOnce(() => desk.wrapUp(values));
      if (isSaved) topic.clear();
    }
  }
  useShortcut('wrapUp', (event) => {
    if (!isInDialog(event.target)) drop(save());
  });

  return (
    <section className={classes.form} aria-label={t('wrapUpStage')}>
      <div className={classes.top}>
        <span className={classes.muted}>
          {t('duration')} {formatDuration(callSeconds(call, now).total, language)}
        </span>
        <CallTimes call={call} onChange={(values) => drop(act(() => desk.edit(call._id, values)))} />
      </div>
      <div className={classes.lists}>
        <ChoiceList
          ref={reasonList}
          label={t('reason')}
          items={disposition?.reasons ?? []}
          value={reason}
          onChange={(id) => {
            setReason(id);
            outcomeList.current?.focus();
          }}
          error={asked && reason === '' ? t('chooseReason') : undefined}
        />
        <ChoiceList
          ref={outcomeList}
          label={t('outcome')}
          items={disposition?.outcomes ?? []}
          value={outcome}
          onChange={(id) => {
            setOutcome(id);
            saveButton.current?.focus();
          }}
          error={asked && reason !== '' && outcome === '' ? t('chooseOutcome') : undefined}
        />
      </div>
      <div className={classes.row}>
        <span id={`reached-${call._id}`}>{t('reached')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby={`reached-${call._id}`}
          value={reached ? 'yes' : 'no'}
          onChange={(value) => setSaid(value === 'yes')}
          data={[
            { value: 'yes', label: t('common:yes') },
            { value: 'no', label: t('common:no') },
          ]}
        />
      </div>
      <Checkbox
        size="xs"
        label={t('promiseCallback')}
        checked={withCallback}
        onChange={(event) => setPromised(event.currentTarget.checked)}
      />
      {withCallback ? (
        <div className={classes.callback}>
          <CallbackWhen
            value={dueAt}
            onChange={setDueAt}
            error={asked && dueAt === '' ? t('callbacks:dateMissing') : undefined}
          />
          <AgentSelect label={t('callbacks:owner')} value={owner} onChange={setOwner} />
          <TextInput
            label={t('topic')}
            value={topic.text}
            placeholder={usualTopic}
            dir="auto"
            onChange={(event) => topic.setText(event.currentTarget.value)}
          />
        </div>
      ) : null}
      <div className={classes.buttons}>
        <Button ref={saveButton} onClick={() => drop(save())} rightSection={<KeyLabel id="wrapUp" />}>
          {t('saveWrapUp')}
        </Button>
        <Button variant="default" onClick={() => drop(act(() => desk.setAside(call._id)))}>
          {t('later')}
        </Button>
      </div>
    </section>
  );
}

function defaultDue(): string {
  const choices = callbackChoices(new Date());
  const best = choices.find((choice) => choice.id === 'tomorrow' || choice.id === 'nextWeekday');
  return best?.at.toISOString() ?? '';
}
