import { expect, it, vi } from 'vitest';

it('comes within a second', async () => {
  await vi.waitFor(() => expect(1).toBe(1));
});
