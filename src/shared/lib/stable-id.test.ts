import { describe, expect, it } from 'vitest';
import { stableId } from './stable-id';

describe('ids of imported things', () => {
  it('are the same for ever', () => {
    // Frozen: another id would import everything a second time.
    expect(stableId('zendesk-export:ticket:1595')).toBe('005FM876F5E3SGBYTSA4YSYJH9');
    expect(stableId('')).toMatch(/^00[0-9A-HJKMNP-TV-Z]{24}$/);
  });

  it('differ for keys that differ little', () => {
    const ids = new Set<string>();
    for (let number = 0; number < 50_000; number += 1) ids.add(stableId(`incident-log:ticket:INC${number}`));
    expect(ids.size).toBe(50_000);
    const counts = new Map<string, number>();
    for (const id of ids)
      for (const character of id.slice(2)) counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (50_000 * 24) / 32;
    expect(counts.size).toBe(32);
    expect([...counts.values()].every((count) => Math.abs(count - expected) < expected * 0.05)).toBe(true);
  });
});
