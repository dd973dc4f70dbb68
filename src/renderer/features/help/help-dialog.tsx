import { Button, Modal } from '@mantine/core';
import { useLocation } from 'wouter';
import { keyTable } from '@renderer/ui/keys/key-table';
import type { KeyScope, ShortcutId } from '@renderer/ui/keys/key-table';
import { usePreferences } from '@renderer/ui/preferences';
import { useTranslation } from '@renderer/ui/use-translation';
import { KeyRow } from './key-row';
import classes from './help-dialog.module.css';

const scopes: readonly KeyScope[] = ['anywhere', 'list', 'ticket', 'call'];
const offlineLines = ['save', 'send', 'both'] as const;
const ids = Object.keys(keyTable) as ShortcutId[];

/** How offline works in three lines, and every shortcut, from the table that the shortcuts themselves use. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['help', 'common']);
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  const [, navigate] = useLocation();
  const openSettings = () => {
    onClose();
    navigate('/settings/me');
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <h3 className={classes.heading}>{t('offlineTitle')}</h3>
      <ul className={classes.lines}>
        {offlineLines.map((line) => (
          <li key={line}>{t(`offline.${line}`)}</li>
        ))}
      </ul>
      <h3 className={classes.heading}>{t('keysTitle')}</h3>
      <div className={classes.note} data-off={!singleKeys}>
        <span>{singleKeys ? t('singleKeysOn') : t('singleKeysOff')}</span>
        <Button variant="default" size="compact-xs" onClick={openSettings}>
          {t('openSettings')}
        </Button>
      </div>
      <div className={classes.groups}>
        {scopes.map((scope) => (
          <section key={scope} aria-labelledby={`help-${scope}`} className={classes.group}>
            <h4 className={classes.scope} id={`help-${scope}`}>
              {t(`scopes.${scope}`)}
            </h4>
            <dl className={classes.keys}>
              {ids
                .filter((id) => keyTable[id].scope === scope)
                .map((id) => (
                  <KeyRow key={id} id={id} singleKeys={singleKeys} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
