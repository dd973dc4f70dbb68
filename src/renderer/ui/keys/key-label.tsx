import { Kbd } from '@mantine/core';
import type { ShortcutId } from './key-table';
import { keyTable } from './key-table';

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

/** A shortcut as people read it: `Ctrl K`, `G Q`, `F2`. */
export function keyText(id: ShortcutId): string {
  return keyTable[id].keys
    .replace('mod+', isMac ? '⌘ ' : 'Ctrl ')
    .replace('Escape', 'Esc')
    .split(' ')
    .map((key) => (key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1)))
    .join(' ');
}

/** The keys of a shortcut as a key cap. */
export function KeyLabel({ id }: { id: ShortcutId }) {
  return <Kbd size="xs">{keyText(id)}</Kbd>;
}
