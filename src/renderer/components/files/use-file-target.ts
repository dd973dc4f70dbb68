import { useEffect, useState } from 'react';
import type { ClipboardEvent as ReactClipboardEvent, DragEvent as ReactDragEvent } from 'react';
import type { FileTarget } from '@renderer/data/queries/files';
import { useLanguage } from '@renderer/ui/use-language';
import { formatMoment } from '@shared/i18n/format';
import { useTranslation } from '@renderer/ui/use-translation';
import { useAddFiles } from './use-add-files';

interface TargetProps {
  'data-file-target': string;
  /** Set while files hang over it, for the style. */
  'data-file-over': true | undefined;
  onDragEnter(event: ReactDragEvent): void;
  onDragOver(event: ReactDragEvent): void;
  onDragLeave(event: ReactDragEvent): void;
  onDrop(event: ReactDragEvent): void;
  onPaste(event: ReactClipboardEvent): void;
}

/**
 * Makes an element take files that are dropped on it or pasted in it.
 * @param takesPagePaste also takes what is pasted while the cursor is nowhere: for the one record a screen is about
 */
export function useFileTarget(target: FileTarget & { canWrite: boolean; takesPagePaste?: boolean }): {
  targetProps: TargetProps | object;
  add(files: readonly File[]): void;
  adding: number;
} {
  const { about, stepId = '', canWrite, takesPagePaste = false } = target;
  const { add, adding } = useAddFiles(target);
  const named = useNamePasted();
  const [depth, setDepth] = useState(0);
  const takePaste = (event: ClipboardEvent): void => {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    add(files.map(named));
  };
  useEffect(() => {
    if (!takesPagePaste || !canWrite) return;
    const onPaste = (event: ClipboardEvent) => {
      const isNowhere =
        event.target instanceof Element && !event.target.closest('[data-file-target], dialog, [role=dialog]');
      if (isNowhere && !event.defaultPrevented) takePaste(event);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  });
  if (!canWrite) return { targetProps: {}, add, adding };

  const ifFiles = (handle: (event: ReactDragEvent) => void) => (event: ReactDragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    handle(event);
  };
  const targetProps: TargetProps = {
    'data-file-target': `${about}/${stepId}`,
    'data-file-over': depth > 0 || undefined,
    // Children enter and leave too: what counts is how many of them are still under the pointer.
    onDragEnter: ifFiles(() => setDepth((count) => count + 1)),
    onDragLeave: ifFiles(() => setDepth((count) => Math.max(0, count - 1))),
    onDragOver: ifFiles((event) => {
      event.dataTransfer.dropEffect = 'copy';
    }),
    onDrop: ifFiles((event) => {
      setDepth(0);
      add([...event.dataTransfer.files]);
    }),
    onPaste(event) {
      event.stopPropagation();
      takePaste(event.nativeEvent);
    },
  };
  return { targetProps, add, adding };
}

/** Files on the clipboard. Programs put a picture beside the text they copy; then the text is what was meant. */
function pastedFiles(data: DataTransfer | null): File[] {
  if (!data || data.types.includes('text/plain')) return [];
  return [...data.files];
}

/** A picture from the clipboard is always called `image.png`: the moment tells them apart. */
function useNamePasted(): (file: File) => File {
  const { t } = useTranslation('files');
  const language = useLanguage();
  return (file) => {
    const [, ending] = /^image\.(png|jpe?g|gif|webp)$/.exec(file.name) ?? [];
    if (!ending) return file;
    const time = formatMoment(new Date().toISOString(), language).replaceAll(':', '.');
    return new File([file], `${t('pasted', { time })}.${ending}`, { type: file.type });
  };
}
