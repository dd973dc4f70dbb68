import { useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPhone, IconPlus } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useHeaders, useIsLoaded } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { VirtualList } from '@renderer/ui/list/virtual-list';
import { Page } from '@renderer/ui/page';
import { usePreferences } from '@renderer/ui/preferences';
import { Split, enterDetail } from '@renderer/ui/split/split';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import type { Call } from '@shared/domain/calls/call';
import { useTranslation } from '@renderer/ui/use-translation';
import { CallDetail } from './list/call-detail';
import { CallRow } from './list/call-row';
import { CallsFilters } from './list/calls-filters';
import { isFiltering, selectCalls } from './list/filter-calls';
import { useListStore } from './list/list-store';
import { PastCallDialog } from './list/past-call-dialog';
import classes from './list/calls-page.module.css';

/** Every call of the team, newest first, and the chosen one whole beside the list. */
export function CallsPage({ selectedId }: { selectedId: string }) {
  const { t } = useTranslation('calls');
  const [, navigate] = useLocation();
  const [isPast, setPast] = useState(false);
  const calls = useSelectedCalls();
  const isLoaded = useIsLoaded('call');
  const comfortable = usePreferences((preferences) => preferences.comfortableRows);
  const select = (id: string) => navigate(`/calls/${encodeURIComponent(id.slice('call:'.length))}`);
  const back = () => navigate('/calls');
  useShortcut('back', back, selectedId !== '');
  return (
    <Page
      title={t('list.title')}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setPast(true)}
        >
          {t('list.past')}
        </Button>
      }
    >
      <Split
        hasDetail={selectedId !== ''}
        list={
          <>
            <CallsFilters count={calls.length} />
            <div className={classes.list}>
              {calls.length > 0 ? (
                <VirtualList<Call>
                  items={calls}
                  idOf={(call) => call._id}
                  rowHeight={comfortable ? 40 : 32}
                  label={t('list.label')}
                  selectedId={selectedId}
                  onSelect={select}
                  onOpen={enterDetail}
                  ownsKeys
                  renderRow={(call) => <CallRow call={call} />}
                />
              ) : isLoaded ? (
                <NoCalls />
              ) : null}
            </div>
          </>
        }
        detail={
          selectedId ? (
            <CallDetail id={selectedId} key={selectedId} onBack={back} />
          ) : (
            <EmptyState
              icon={<IconPhone size={28} aria-hidden />}
              title={t('list.pick')}
              text={t('list.pickText')}
            />
          )
        }
      />
      {isPast ? <PastCallDialog onClose={() => setPast(false)} /> : null}
    </Page>
  );
}

function useSelectedCalls(): Call[] {
  const { user } = useSession();
  const calls = useHeaders('call');
  const contacts = useHeaders('contact');
  const customers = useHeaders('customer');
  const filter = useDeferredValue(useListStore((state) => state.filter));
  const names = useMemo(
    () => new Map([...contacts, ...customers].map((header) => [header._id, header.name])),
    [contacts, customers],
  );
  return useMemo(
    () => selectCalls(calls, filter, { user, nameOf: (id) => names.get(id) ?? '' }),
    [calls, filter, user, names],
  );
}

function NoCalls() {
  const { t } = useTranslation(['calls', 'nav']);
  const { logCall } = useAppActions();
  const { filter, clear } = useListStore();
  if (isFiltering(filter)) {
    return (
      <EmptyState
        title={t('list.nothing')}
        text={t('list.nothingText')}
        action={
          <Button variant="default" onClick={clear}>
            {t('list.clear')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<IconPhone size={28} aria-hidden />}
      title={t('list.empty')}
      text={t('list.emptyText')}
      action={<Button onClick={() => logCall()}>{t('nav:logCall')}</Button>}
    />
  );
}
