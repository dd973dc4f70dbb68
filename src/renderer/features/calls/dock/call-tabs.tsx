import { UnstyledButton } from '@mantine/core';
import { useTranslation } from '@renderer/ui/use-translation';
import { useCallName } from '../call-name';
import type { DockTab } from '../session/call-desk';
import { CallTimer } from './call-timer';
import { useDesk, useTabCall } from './use-dock';
import classes from './call-dock.module.css';

/** The calls in hand, each with its own clock. */
export function CallTabs({ tabs, activeId }: { tabs: readonly DockTab[]; activeId: string }) {
  const { t } = useTranslation('calls');
  if (tabs.length === 0) return null;
  return (
    <div className={classes.tabs} role="group" aria-label={t('dock')}>
      {tabs.map((tab) => (
        <CallTab key={tab.id} tab={tab} isActive={tab.id === activeId} />
      ))}
    </div>
  );
}

function CallTab({ tab, isActive }: { tab: DockTab; isActive: boolean }) {
  const desk = useDesk();
  const call = useTabCall(tab);
  const { name, company } = useCallName(call);
  if (!call) return null;
  return (
    <UnstyledButton className={classes.tab} aria-pressed={isActive} onClick={() => desk.show(tab.id)}>
      <CallTimer call={call} stage={tab.stage} />
      <span className={classes.tabName} dir="auto">
        {[name, company].filter(Boolean).join(', ')}
      </span>
    </UnstyledButton>
  );
}
