import { Alert, Button, Checkbox, Group, Stack } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { exportRecords } from '@renderer/data/commands/export-records';
import { useTeam } from '@renderer/data/queries/team-context';
import type { UnsentWork } from '@renderer/data/queries/unsent-work';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';

const KINDS = ['changes', 'files', 'drafts'] as const;

/** What would be lost with this machine: what it is, how to save it, and the second yes that names it. */
export function OnlyHere({
  work,
  agreed,
  onAgree,
}: {
  work: UnsentWork;
  agreed: boolean;
  onAgree: (agreed: boolean) => void;
}) {
  const { t } = useTranslation('privacy');
  const team = useTeam();
  const show = useNotices((state) => state.show);
  const lost = KINDS.filter((kind) => work[kind] > 0)
    .map((kind) => t(`signOut.${kind}`, { count: work[kind] }))
    .join(', ');
  const saveCopy = async () => {
    try {
      const count = await exportRecords(team, 'unsent', () => undefined);
      if (count !== null) show({ kind: 'info', text: t('signOut.copySaved') });
    } catch (error) {
      console.error(error);
      show({ kind: 'error', text: t('signOut.copyFailed') });
    }
  };
  return (
    <Alert color="red" title={t('signOut.onlyHere')} role="status">
      <Stack gap="sm">
        <span>{lost}</span>
        {work.changes + work.files > 0 ? (
          <Group gap="xs">
            <Button variant="default" onClick={() => team.sync.syncNow()}>
              {t('signOut.sendFirst')}
            </Button>
            {work.changes > 0 ? (
              <Button variant="default" onClick={() => drop(saveCopy())}>
                {t('signOut.saveCopy')}
              </Button>
            ) : null}
          </Group>
        ) : null}
        <Checkbox
          color="red"
          checked={agreed}
          onChange={(event) => onAgree(event.currentTarget.checked)}
          label={t('signOut.understood', { lost })}
        />
      </Stack>
    </Alert>
  );
}
