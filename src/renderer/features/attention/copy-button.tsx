import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { drop } from '@shared/lib/drop';
import { platform } from '@renderer/platform/platform';
import { useTranslation } from '@renderer/ui/use-translation';

/** Copies a text and says that it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied((await platform.copyText(text)).ok);
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      onClick={() => drop(copy())}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{copied ? t('copied') : label}</span>
    </Button>
  );
}
