import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { drop } from '@shared/lib/drop';
import { platform } from '@renderer/platform/platform';
import { EmptyState } from '@renderer/ui/empty-state';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';
import { useImporter } from './importer-store';
import classes from './importer.module.css';

const EXTENSIONS = ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson'];

/** Files from the shell's dialog, or dropped from a file manager. */
export function ChooseFiles() {
  const { t } = useTranslation(['importer', 'common']);
  const { step, open } = useImporter();
  const { show } = useNotices();
  const [isOver, setIsOver] = useState(false);
  const isReading = step === 'reading';

  const choose = async () => {
    const picked = await platform.pickFiles({ extensions: EXTENSIONS, multiple: true });
    if (!picked.ok) show({ kind: 'error', text: t('failed') });
    else if (picked.value.length > 0) await open(picked.value);
  };
  const takeDropped = async (files: readonly File[]) => {
    const read = files.map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    }));
    if (read.length > 0) await open(await Promise.all(read));
  };

  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        drop(takeDropped([...event.dataTransfer.files]));
      }}
    >
      <EmptyState
        icon={<IconFileImport size={32} aria-hidden />}
        title={isReading ? t('reading') : t('heading')}
        text={t('intro')}
        action={
          <>
            <Button loading={isReading} onClick={() => drop(choose())} data-autofocus>
              {t('choose')}
            </Button>
            <p className={classes.muted}>
              {t('dropHere')}. {t('formats')}
            </p>
          </>
        }
      />
    </div>
  );
}
