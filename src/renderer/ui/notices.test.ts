import { beforeEach, describe, expect, it } from 'vitest';
import { canUndo, useNotices } from './notices';

const undo = { label: 'Kumoa', undoes: true, run: () => undefined };
const { show, dismiss } = useNotices.getState();
const texts = () => useNotices.getState().notices.map(({ text }) => text);

describe('notices', () => {
  beforeEach(() => useNotices.setState({ notices: [] }));

  it('keep what can be undone, however much is told after it', () => {
    show({ kind: 'info', text: 'K7-0142X arkistoitiin', action: undo });
    for (const text of ['1', '2', '3', '4']) show({ kind: 'info', text });
    expect(texts()).toEqual(['2', '3', '4', 'K7-0142X arkistoitiin']);
  });

  it('keep everything that can be undone, the newest last', () => {
    for (const text of ['1', '2', '3', '4', '5']) show({ kind: 'info', text, action: undo });
    expect(useNotices.getState().notices.filter(canUndo)).toHaveLength(5);
    expect(texts().at(-1)).toBe('5');
    dismiss(
      ...useNotices
        .getState()
        .notices.slice(0, 4)
        .map(({ id }) => id),
    );
    expect(texts()).toEqual(['5']);
  });
});
