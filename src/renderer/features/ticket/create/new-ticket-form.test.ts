import { describe, expect, it } from 'vitest';
import { formDraftKey, initialForm, readForm } from './new-ticket-form';

describe('the form of a new ticket', () => {
  it('starts with what its place knows', () => {
    const form = initialForm({ customerId: 'customer:1', subject: 'Tulostin', priority: 'high' }, 'liisa');
    expect(form).toMatchObject({
      customerId: 'customer:1',
      subject: 'Tulostin',
      priority: 'high',
      assignee: '',
    });
  });

  it('belongs to the agent on the phone when it comes from a call', () => {
    expect(initialForm({ callId: 'call:1' }, 'liisa')).toMatchObject({ assignee: 'liisa', channel: 'phone' });
  });

  it('is read back as it was kept, whatever was typed', () => {
    const form = { ...initialForm({}, 'liisa'), subject: '"}\u0000</script>\n💥', tags: ['__proto__'] };
    expect(readForm(JSON.stringify(form))).toEqual(form);
  });

  it('starts over from a draft that cannot be read', () => {
    for (const text of ['', 'null', '{"subject":1}', '{', '[]']) expect(readForm(text)).toBeNull();
  });

  it('keeps forms of different places apart', () => {
    const keys = [{}, { callId: 'call:1' }, { customerId: 'customer:1' }, { contactId: 'contact:1' }].map(
      formDraftKey,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
