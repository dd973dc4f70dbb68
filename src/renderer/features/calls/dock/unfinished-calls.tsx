import { Button, Menu } from '@mantine/core';
import { IconClipboardCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@renderer/ui/use-act';
import { useLanguage } from '@renderer/ui/use-language';
import { formatClock, formatMoment } from '@shared/i18n/format';
import type { Call } from '@shared/domain/calls/call';
import { drop } from '@shared/lib/drop';
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
  const isToday = new Date(call.startedAt).toDateString() === new Date().toDateString();
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
  if (calls.length === 0) return null;
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="light"
          color="orange"
          className={classes.owed}
          leftSection={<IconClipboardCheck size={14} aria-hidden />}
        >
          {t('owed', { count: calls.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('owedList')} mah={320} style={{ overflowY: 'auto' }}>
        {calls.map((call) => (
          <OwedItem key={call._id} call={call} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function OwedItem({ call }: { call: Call }) {
  const language = useLanguage();
  const desk = useDesk();
  const act = useAct();
  const { name } = useCallName(call);
  return (
    <Menu.Item onClick={() => drop(act(() => desk.take(call, 'wrapUp')))}>
      <span dir="auto">{name}</span>{' '}
      <span className={classes.muted}>{formatMoment(call.startedAt, language)}</span>
    </Menu.Item>
  );
}
