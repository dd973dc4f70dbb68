import { useState } from 'react';
import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconClipboardCheck } from '@tabler/icons-react';
import { useAct } from '@renderer/components/use-act';
import { useLanguage } from '@renderer/ui/use-language';
import { formatClock, formatMoment } from '@shared/i18n/format';
import type { Call } from '@shared/domain/calls/call';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import { lastTouched } from '../last-touched';
import { useCallName } from '../call-name';
import { useDesk } from './use-dock';
import classes from './call-dock.module.css';

/** A call that a reload, a crash or a closed app left open: go on with it, or wrap it up. */
export function InterruptedCall({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const language = useLanguage();
  const desk = useDesk();
  const act = useAct();
  const { name, company } = useCallName(call);
  const [today] = useState(() => new Date().toDateString());
  const isToday = new Date(call.startedAt).toDateString() === today;
  const time = isToday ? formatClock(call.startedAt, language) : formatMoment(call.startedAt, language);
  return (
    <div className={classes.interrupted}>
      <span className={classes.interruptedText}>
        <strong>{t('unfinished', { time })}</strong>{' '}
        <span className={classes.muted} dir="auto">
          {[name, company].filter(Boolean).join(', ')}
          {call.notes ? `: ${call.notes.split('\n')[0]}` : ''}
        </span>
      </span>
      <Button size="compact-sm" onClick={() => drop(act(() => desk.take(call, 'talk')))}>
        {t('resume')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => drop(act(() => desk.take(call, 'wrapUp', lastTouched(call))))}
      >
        {t('doWrapUp')}
      </Button>
    </div>
  );
}

/** How many wrap-ups are owed; each is one press away. */
export function OwedWrapUps({ calls }: { calls: readonly Call[] }) {
  const { t } = useTranslation('calls');
  const [isOpen, setOpen] = useState(false);
  if (calls.length === 0) return null;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-end"
      withinPortal={false}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton className={classes.owed} onClick={() => setOpen(!isOpen)}>
          <IconClipboardCheck size={14} aria-hidden />
          {t('owed', { count: calls.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('owedList')} className={classes.owedList}>
        {calls.map((call) => (
          <OwedItem key={call._id} call={call} onTaken={() => setOpen(false)} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

function OwedItem({ call, onTaken }: { call: Call; onTaken: () => void }) {
  const language = useLanguage();
  const desk = useDesk();
  const act = useAct();
  const { name } = useCallName(call);
  return (
    <UnstyledButton
      className={classes.owedItem}
      onClick={() => {
        onTaken();
        drop(act(() => desk.take(call, 'wrapUp', lastTouched(call))));
      }}
    >
      <span dir="auto">{name}</span>
      <span className={classes.muted}>{formatMoment(call.startedAt, language)}</span>
    </UnstyledButton>
  );
}
