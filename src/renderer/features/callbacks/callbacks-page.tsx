import { useEffect, useMemo, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconPhoneCalling, IconPlus } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useHeaders, useIsLoaded } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { VirtualList } from '@renderer/ui/list/virtual-list';
import { Page } from '@renderer/ui/page';
import { usePreferences } from '@renderer/ui/preferences';
import { Split, enterDetail } from '@renderer/ui/split/split';
import type { Callback } from '@shared/domain/calls/call';
import { useTranslation } from '@renderer/ui/use-translation';
import { CallbackDetail } from './callback-detail';
import { CallbackRow } from './callback-row';
import { countCallbacks, selectCallbacks, shownChoices } from './callback-queue';
import type { Shown } from './callback-queue';

const MINUTE = 60_000;

/** The promises to call back, most urgent first. */
export function CallbacksPage({ selectedId }: { selectedId: string }) {
  const { t } = useTranslation('callbacks');
  const { user } = useSession();
  const [, navigate] = useLocation();
  const { planCallback } = useAppActions();
  const [shown, setShown] = useState<Shown>('open');
  const now = useMinute();
  const all = useHeaders('callback');
  const isLoaded = useIsLoaded('callback');
  const callbacks = useMemo(() => selectCallbacks(all, shown, user), [all, shown, user]);
  const counts = useMemo(() => countCallbacks(all, user), [all, user]);
  const comfortable = usePreferences((preferences) => preferences.comfortableRows);
  const select = (id: string) => navigate(`/callbacks/${encodeURIComponent(id.slice('callback:'.length))}`);
  const back = () => navigate('/callbacks');
  useShortcut('back', back, selectedId !== '');
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('shown.label')}
            value={shown}
            onChange={(value) => setShown(shownChoices.find((choice) => choice === value) ?? 'open')}
            data={shownChoices.map((value) => ({ value, label: `${t(`shown.${value}`)} ${counts[value]}` }))}
          />
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => planCallback()}>
            {t('plan')}
          </Button>
        </>
      }
    >
      <Split
        hasDetail={selectedId !== ''}
        list={
          callbacks.length > 0 ? (
            <VirtualList<Callback>
              items={callbacks}
              idOf={(callback) => callback._id}
              rowHeight={comfortable ? 40 : 32}
              label={t('list')}
              selectedId={selectedId}
              onSelect={select}
              onOpen={enterDetail}
              ownsKeys
              renderRow={(callback) => <CallbackRow callback={callback} now={now} />}
            />
          ) : isLoaded ? (
            <EmptyState
              icon={<IconPhoneCalling size={28} aria-hidden />}
              title={shown === 'closed' ? t('emptyClosed') : t('empty')}
              text={t('emptyText')}
            />
          ) : null
        }
        detail={
          selectedId ? (
            <CallbackDetail id={selectedId} key={selectedId} now={now} onBack={back} />
          ) : (
            <EmptyState title={t('pick')} text={t('pickText')} />
          )
        }
      />
    </Page>
  );
}

/** The time now, ISO, told every minute. */
function useMinute(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
