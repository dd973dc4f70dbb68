import { Kbd } from '@mantine/core';
import { KeyLabel, keyText } from '@renderer/ui/keys/key-label';
import { keyTable } from '@renderer/ui/keys/key-table';
import type { ShortcutId } from '@renderer/ui/keys/key-table';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './help-dialog.module.css';

/** One shortcut; faded, and said so, when single keys are switched off and it is one. */
export function KeyRow({ id, singleKeys }: { id: ShortcutId; singleKeys: boolean }) {
  const { t } = useTranslation('help');
  const { keys } = keyTable[id];
  const isOff = !singleKeys && isSingle(keys);
  const isSequence = /^\S \S$/.test(keys);
  const [first, second] = keyText(id).split(' ');
  return (
    <div className={classes.row} data-off={isOff}>
      <dt>
        {t(`keys.${id}`)}
        {isOff ? <span className={classes.off}> ({t('off')})</span> : null}
      </dt>
      <dd>
        {isSequence ? (
          <>
            <Kbd size="xs">{first}</Kbd> {t('then')} <Kbd size="xs">{second}</Kbd>
          </>
        ) : (
          <KeyLabel id={id} />
        )}
      </dd>
    </div>
  );
}

/** Keys that the switch in the settings turns off; Enter and Esc always work. */
function isSingle(keys: string): boolean {
  return !keys.startsWith('mod+') && !/^F\d+$/.test(keys) && keys !== 'Enter' && keys !== 'Escape';
}
