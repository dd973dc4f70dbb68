import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openInMemory } from './full-disk';
import { NoRoom } from './open-store';
import { createOverflow } from './overflow';
import { useSpace } from './space';

// It looks for the desktop's bridge when it is loaded.
vi.mock('@renderer/platform/platform', () => ({ platform: {} }));

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  useSpace.setState({ level: 'enough', shown: 'all' });
});

const FULL = new DOMException('Encountered full disk while opening backing store', 'QuotaExceededError');

it.each([
  ['no room was found before', new NoRoom(null)],
  ['the disk was found full in the middle of opening', FULL],
])('opens in memory where %s, and says so', async (_when, error) => {
  const overflow = createOverflow(() => {});
  const { database, damage } = await openInMemory('luuri-full', overflow, error);
  expect([damage, overflow.isOn()]).toEqual(['none', true]);
  expect(useSpace.getState()).toMatchObject({ level: 'full', shown: 'some' });
  expect(await database.collections.tickets.find().exec()).toEqual([]);
  await database.close();
});

it('leaves every other error, and a page that can have no journal, as they are', async () => {
  const open = (error: unknown) =>
    openInMemory(
      'luuri-full',
      createOverflow(() => {}),
      error,
    );
  await expect(open(new Error('DataError'))).rejects.toThrow('DataError');
  vi.stubGlobal('isSecureContext', false);
  await expect(open(FULL)).rejects.toBe(FULL);
});
