import { useMemo, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconChecklist, IconListCheck, IconPlus } from '@tabler/icons-react';
import { useLocation, useSearchParams } from 'wouter';
import type { Run } from '@shared/domain/onboarding/checklist';
import { useHeaders, useIsLoaded } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { Page } from '@renderer/ui/page';
import { useTranslation } from '@renderer/ui/use-translation';
import { groupRuns } from './group-runs';
import { RunRow } from './run-row';
import { StartRunDialog } from './start-run-dialog';
import classes from './onboarding.module.css';

const shownChoices = ['open', 'mine', 'finished'] as const;
type Shown = (typeof shownChoices)[number];

/** The runs by when something is due, overdue first. */
export function OnboardingPage() {
  const { t } = useTranslation('onboarding');
  const { user, role } = useSession();
  const { open } = useAppActions();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const customerId = search.get('customer') ?? '';
  const [starting, setStarting] = useState(false);
  const [shown, setShown] = useState<Shown>('open');
  const runs = useHeaders('run');
  const isLoaded = useIsLoaded('run');
  const groups = useMemo(() => {
    const chosen = runs.filter((run) =>
      shown === 'finished'
        ? run.outcome !== ''
        : run.outcome === '' && (shown === 'open' || run.owner === user),
    );
    return groupRuns(chosen, new Date());
  }, [runs, shown, user]);
  useShortcut('down', () => focusRow(1));
  useShortcut('up', () => focusRow(-1));
  const canWrite = role !== 'viewer';
  const startButton = canWrite ? (
    <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setStarting(true)}>
      {t('start')}
    </Button>
  ) : null;
  function close(): void {
    setStarting(false);
    setSearch({}, { replace: true });
  }
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
            data={shownChoices.map((value) => ({ value, label: t(`shown.${value}`) }))}
          />
          <Button
            variant="default"
            leftSection={<IconListCheck size={14} aria-hidden />}
            onClick={() => navigate('/onboarding/templates')}
          >
            {t('templates')}
          </Button>
          {startButton}
        </>
      }
    >
      {isLoaded && groups.length === 0 ? (
        <EmptyState
          icon={<IconChecklist size={28} aria-hidden />}
          title={shown === 'finished' ? t('emptyFinished') : t('emptyTitle')}
          text={t('emptyText')}
          action={startButton}
        />
      ) : null}
      {groups.map(({ group, runs: members }) => (
        <RunGroup key={group} title={`${t(group)} (${members.length})`} runs={members} />
      ))}
      {starting || customerId ? (
        <StartRunDialog
          customerId={customerId}
          onClose={close}
          onStarted={(id) => {
            setStarting(false);
            open(id);
          }}
        />
      ) : null}
    </Page>
  );
}

/** Rows are buttons: Enter opens the one that has the focus. */
function focusRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-run-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next]?.focus();
}

function RunGroup({ title, runs }: { title: string; runs: readonly Run[] }) {
  return (
    <section className={classes.group}>
      <h2 className={classes.groupTitle}>{title}</h2>
      {runs.map((run) => (
        <RunRow key={run._id} run={run} />
      ))}
    </section>
  );
}
