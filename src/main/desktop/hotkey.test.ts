import { describe, expect, it, vi } from 'vitest';
import { done, failed } from '@shared/ipc/answer';
import { createHotkey, type HotkeyParts } from './hotkey';

function setUp(options: { wayland?: boolean; taken?: string[]; broken?: boolean } = {}) {
  const bound = new Map<string, () => void>();
  const globalShortcut: HotkeyParts['globalShortcut'] = {
    register(key, callback) {
      if (options.broken) throw new Error('no portal');
      const accelerator = String(key);
      if (options.taken?.includes(accelerator)) return false;
      bound.set(accelerator, callback);
      return true;
    },
    unregister: (key) => void bound.delete(String(key)),
  };
  const onPress = vi.fn();
  const hotkey = createHotkey({ globalShortcut, wayland: options.wayland ?? false, onPress });
  return { hotkey, bound, onPress };
}

describe('call key', () => {
  it('is bound, pressed, changed and switched off', () => {
    const { hotkey, bound, onPress } = setUp();
    expect(hotkey.set('F9')).toEqual(done({ accelerator: 'F9', status: 'active' }));
    bound.get('F9')?.();
    expect(onPress).toHaveBeenCalledTimes(1);
    hotkey.set('F10');
    expect([...bound.keys()]).toEqual(['F10']);
    expect(hotkey.set(null)).toEqual(done({ accelerator: null, status: 'off' }));
    expect(bound.size).toBe(0);
  });

  it('leaves the old key in force when the new one cannot be had', () => {
    const { hotkey, bound } = setUp({ taken: ['F10'] });
    hotkey.set('F9');
    expect(hotkey.set('F10')).toEqual(failed('taken'));
    expect(hotkey.state()).toEqual({ accelerator: 'F9', status: 'active' });
    expect([...bound.keys()]).toEqual(['F9']);
  });

  it('tells which key is wished but taken, and tries it again', () => {
    const taken = ['F9'];
    const { hotkey } = setUp({ taken });
    expect(hotkey.set('F9')).toEqual(failed('taken'));
    expect(hotkey.state()).toEqual({ accelerator: 'F9', status: 'taken' });
    taken.pop();
    expect(hotkey.set('F9')).toEqual(done({ accelerator: 'F9', status: 'active' }));
  });

  it('promises nothing on Wayland, where a registration may bind nothing', () => {
    expect(setUp({ wayland: true }).hotkey.set('F9')).toEqual(done({ accelerator: 'F9', status: 'unsure' }));
  });

  it('survives a desktop that cannot do it', () => {
    const { hotkey } = setUp({ broken: true });
    expect(hotkey.set('F9')).toEqual(failed('unsupported'));
    expect(hotkey.state()).toEqual({ accelerator: null, status: 'off' });
  });

  it('lets go at the end', () => {
    const { hotkey, bound } = setUp();
    hotkey.set('F9');
    hotkey.release();
    expect(bound.size).toBe(0);
  });
});
