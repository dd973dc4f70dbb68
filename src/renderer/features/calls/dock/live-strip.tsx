import { ActionIcon, Button } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconClipboardCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useStore } from 'zustand';
import { KeyLabel } from '@renderer/ui/keys/key-label';
import type { Call } from '@shared/domain/calls/call';
import { useTranslation } from '@renderer/ui/use-translation';
import type { DockTab } from '../session/call-desk';
import { CallTabs } from './call-tabs';
import { NotesPlace } from './notes-place';
import { OwedWrapUps } from './unfinished-calls';
import { useDesk, useNotes } from './use-dock';
import classes from './call-dock.module.css';

interface StripProps {
  tabs: readonly DockTab[];
  owed: readonly Call[];
  active: { tab: DockTab; call: Call } | null;
  onHold: () => void;
  onWrapUp: () => void;
  onDiscard: () => void;
}

/** One line that stays under every screen while a call goes on. */
export function LiveStrip({ tabs, owed, active, onHold, onWrapUp, onDiscard }: StripProps) {
  const { t } = useTranslation('calls');
  const desk = useDesk();
  const expanded = useStore(desk.store, (state) => state.expanded);
  const isHeld = active?.call.status === 'held';
  return (
    <div className={classes.strip}>
      <CallTabs tabs={tabs} activeId={active?.tab.id ?? ''} />
      {active && !expanded ? <Preview id={active.tab.id} /> : <span className={classes.preview} />}
      {active?.tab.stage === 'talk' ? (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={
              isHeld ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
            }
            rightSection={<KeyLabel id="hold" />}
            onClick={onHold}
          >
            {isHeld ? t('resume') : t('hold')}
          </Button>
          <Button
            size="compact-sm"
            leftSection={<IconClipboardCheck size={14} aria-hidden />}
            rightSection={<KeyLabel id="wrapUp" />}
            onClick={onWrapUp}
          >
            {t('wrapUp')}
          </Button>
        </>
      ) : null}
      {active && expanded ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('discard')}
          title={t('discard')}
          onClick={onDiscard}
        >
          <IconTrash size={16} />
        </ActionIcon>
      ) : null}
      <OwedWrapUps calls={owed} />
      {active ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={expanded}
          aria-label={expanded ? t('collapse') : t('expand')}
          title={expanded ? t('collapse') : t('expand')}
          onClick={() => (expanded ? desk.setExpanded(false) : desk.show(active.tab.id))}
        >
          {expanded ? <IconChevronDown size={18} /> : <IconChevronUp size={18} />}
        </ActionIcon>
      ) : null}
    </div>
  );
}

function Preview({ id }: { id: string }) {
  const { text } = useNotes(id);
  return (
    <>
      <span className={classes.preview} dir="auto">
        {text.trimEnd().split('\n').at(-1)}
      </span>
      <NotesPlace id={id} />
    </>
  );
}
