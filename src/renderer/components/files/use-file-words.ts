import type { RecordFile } from '@shared/domain/files/record-files';
import type { EventDocument } from '@shared/domain/record/documents';
import { cleanFileName } from '@shared/domain/files/file-name';
import { useFilePlace, useFileTransfer } from '@renderer/data/queries/files';
import type { Transfer } from '@renderer/data/queries/files';
import { useTranslation } from '@renderer/ui/use-translation';

export interface FileState {
  /** What there is to say; empty when all is well. */
  text: string;
  /** Whole percents of what is on the line; null when nothing is, or nobody tells. */
  percent: number | null;
  mark: 'savedHere' | 'onServer' | 'needsAttention' | undefined;
  canRetry: boolean;
}

/** The state of a file in words. */
export function useFileState({ fileId }: RecordFile): FileState {
  const { t } = useTranslation('files');
  const place = useFilePlace(fileId);
  const transfer = useFileTransfer(fileId);
  const percent = transfer ? percentOf(transfer) : null;
  const isUp = transfer?.direction === 'up';
  const onLine = !transfer
    ? ''
    : percent === null
      ? t(isUp ? 'state.sending' : 'state.fetching')
      : t(isUp ? 'state.sendingPart' : 'state.fetchingPart', { percent });
  if (!place) return { text: onLine || t('state.notHere'), percent, mark: undefined, canRetry: false };
  switch (place.state) {
    case 'waiting':
      return { text: onLine, percent, mark: 'savedHere', canRetry: false };
    case 'onServer':
      return { text: '', percent: null, mark: 'onServer', canRetry: false };
    case 'erasedThere':
    case 'erasing':
    case 'erased':
      return { text: t('state.erased'), percent: null, mark: undefined, canRetry: false };
    case 'mismatch':
      return { text: onLine || t('state.mismatch'), percent, mark: 'needsAttention', canRetry: false };
    case 'refused': {
      const { code } = place.problem;
      const safe = code === 'missingHere' ? '' : ` ${t('problem.safe')}`;
      return { text: t(`problem.${code}`) + safe, percent, mark: 'needsAttention', canRetry: true };
    }
  }
}

function percentOf({ done, total }: Transfer): number | null {
  return done === null || total === 0 ? null : Math.min(100, Math.floor((done / total) * 100));
}

/** What an event about a file says after its author's name; empty for other kinds. */
export function useFileEventWords(): (event: EventDocument) => string {
  const { t } = useTranslation('files');
  return ({ kind, data }) => {
    if (kind !== 'fileAdded' && kind !== 'fileRemoved' && kind !== 'fileRestored') return '';
    const name = cleanFileName(String(data?.['name'] ?? '').slice(0, 255)) || t('nameless');
    return t(`event.${kind}`, { name });
  };
}
