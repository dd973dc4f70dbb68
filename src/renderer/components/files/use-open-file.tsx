import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ShownKind } from '@shared/domain/files/file-kind';
import { shownKind, SNIFFED_BYTES } from '@shared/domain/files/file-kind';
import type { RecordFile } from '@shared/domain/files/record-files';
import { drop } from '@shared/lib/drop';
import { usePersonNames } from '@renderer/data/queries/people';
import { useTeamFiles } from '@renderer/data/queries/files';
import { platform } from '@renderer/platform/platform';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';
import { FilePreview } from './file-preview';

export interface OpenFile {
  /** Shows a picture or a text; everything else is saved to disk. */
  open(file: RecordFile): void;
  save(file: RecordFile): void;
  /** To be drawn somewhere: the file that is open. */
  preview: ReactNode;
}

/** Opens files, which come from strangers: only what is surely a picture or text is shown, and nothing ever runs. */
export function useOpenFile(): OpenFile {
  const { t } = useTranslation('files');
  const files = useTeamFiles();
  const nameOf = usePersonNames();
  const [shown, setShown] = useState<{ file: RecordFile; content: Blob; kind: ShownKind } | null>(null);

  function complain(key: string): void {
    useNotices.getState().show({ kind: 'error', text: key });
  }

  async function read(file: RecordFile): Promise<Blob | null> {
    const outcome = await files.read(file);
    if (outcome.kind === 'content') return outcome.content;
    const words = { name: file.name || t('nameless'), who: nameOf(file.addedBy) };
    complain(t(`trouble.${outcome.kind}`, words));
    return null;
  }

  async function toDisk(file: RecordFile, content: Blob): Promise<void> {
    const name = file.name || t('nameless');
    const bytes = new Uint8Array(await content.arrayBuffer());
    // Not the type its sender claims: a browser must have no reason to open it.
    const answer = await platform.saveFile({ name, content: bytes, type: 'application/octet-stream' });
    if (!answer.ok) complain(t('notices.notSaved', { name }));
  }

  async function show(file: RecordFile): Promise<void> {
    const content = await read(file);
    if (!content) return;
    const start = new Uint8Array(await content.slice(0, SNIFFED_BYTES).arrayBuffer());
    const kind = shownKind(start, file.mediaType, file.name);
    if (kind) setShown({ file, content, kind });
    else await toDisk(file, content);
  }

  return {
    open: (file) => drop(show(file)),
    save: (file) => drop(read(file).then((content) => (content ? toDisk(file, content) : undefined))),
    preview: shown ? (
      <FilePreview
        {...shown}
        onClose={() => setShown(null)}
        onSave={() => drop(toDisk(shown.file, shown.content))}
      />
    ) : null,
  };
}
