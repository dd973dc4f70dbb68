import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconHelp, IconPhonePlus, IconSearch } from '@tabler/icons-react';
import { spotlight } from '@mantine/spotlight';
import { SyncPill } from '@renderer/features/attention';
import { useAppActions } from '@renderer/ui/app-actions';
import { KeyLabel } from '@renderer/ui/keys/key-label';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './workspace.module.css';

export function TopBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('nav');
  const { logCall } = useAppActions();
  return (
    <header className={classes.topBar}>
      <a href="#content" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <UnstyledButton className={classes.search} onClick={() => spotlight.open()}>
        <IconSearch size={16} aria-hidden />
        <span className={classes.searchText}>{t('searchOrCommand')}</span>
        <KeyLabel id="commands" />
      </UnstyledButton>
      <div className={classes.topEnd}>
        <SyncPill />
        <ActionIcon variant="subtle" color="gray" onClick={onHelp} aria-label={t('help')} title={t('help')}>
          <IconHelp size={18} />
        </ActionIcon>
        <Button leftSection={<IconPhonePlus size={16} aria-hidden />} onClick={() => logCall()}>
          {t('logCall')}
          <span className={classes.keyHint}>
            <KeyLabel id="logCall" />
          </span>
        </Button>
      </div>
    </header>
  );
}
