import { describe, expect, it } from 'vitest';
import { emptyStep, moveStep, readTemplateDraft } from './template-draft';

describe('template drafts', () => {
  it('give each new step an id that no other step has', () => {
    const first = emptyStep([]);
    const second = emptyStep([first]);
    expect(new Set([first.id, second.id, emptyStep([second]).id]).size).toBe(3);
  });

  it('move steps, and not past the ends', () => {
    const a = emptyStep([]);
    const b = emptyStep([a]);
    expect(moveStep([a, b], 0, 1)).toEqual([b, a]);
    expect(moveStep([a, b], 0, -1)).toEqual([a, b]);
    expect(moveStep([a, b], 1, 1)).toEqual([a, b]);
  });

  it('are read back as written, and ignored when they cannot be read', () => {
    const draft = { name: { fi: 'Asennus', en: '' }, steps: [emptyStep([])] };
    expect(readTemplateDraft(JSON.stringify(draft))).toEqual(draft);
    expect(readTemplateDraft('')).toBeNull();
    expect(readTemplateDraft('{"name":5}')).toBeNull();
    expect(readTemplateDraft('not json')).toBeNull();
  });
});
