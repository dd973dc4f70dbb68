import { describe, expect, it, vi } from 'vitest';
import { done, failed } from '@shared/ipc/answer';
import { fakeEvents } from '../testing/fake-events';
import { trustSystemCertificates } from '../certificates';
import { createAppearance } from './appearance';
import { createNotifier, type ShownNotification } from './notifications';
import { watchPower } from './power';
import { printPage, type Printable } from './printing';
import { openSettings, shellSettings, type ShellSettings } from './settings';

function memorySettings(content: ShellSettings | null = null) {
  const file = {
    content,
    read: async () => file.content,
    write: async (value: ShellSettings) => {
      file.content = value;
    },
    remove: async () => undefined,
  };
  return file;
}

describe('settings and appearance', () => {
  const theme = () => ({ themeSource: 'system' as 'system' | 'light' | 'dark', shouldUseDarkColors: true });

  it('begin with defaults and are remembered', async () => {
    const file = memorySettings();
    const settings = await openSettings(file);
    expect(settings.get()).toEqual(shellSettings.parse({ v: 1 }));
    await settings.change({ hotkey: null });
    expect((await openSettings(file)).get().hotkey).toBeNull();
  });

  it('apply the remembered theme at once and the system’s language until one is chosen', async () => {
    const settings = await openSettings(memorySettings({ ...shellSettings.parse({ v: 1 }), theme: 'dark' }));
    const nativeTheme = theme();
    const onLanguage = vi.fn();
    const appearance = createAppearance({ settings, nativeTheme, locale: 'fi-FI', onLanguage });
    expect([nativeTheme.themeSource, appearance.language(), appearance.dark()]).toEqual(['dark', 'fi', true]);
    await appearance.set({ language: 'fi', theme: 'light' });
    expect(onLanguage).not.toHaveBeenCalled();
    await appearance.set({ language: 'en', theme: 'light' });
    expect(onLanguage).toHaveBeenCalledTimes(1);
    expect([nativeTheme.themeSource, appearance.text().menu.quit]).toEqual(['light', 'Quit']);
  });
});

describe('notifications', () => {
  it('lead into the app when clicked', async () => {
    const events = fakeEvents();
    const show = vi.fn();
    const notification: ShownNotification = { show, on: events.on };
    const onClick = vi.fn();
    const notify = createNotifier({ supported: () => true, create: () => notification, onClick });
    const link = { kind: 'ticket', number: 'K7-0142X' } as const;
    expect(await notify({ title: 'Puhelu', body: '', link })).toEqual(done(undefined));
    expect(show).toHaveBeenCalledTimes(1);
    events.raise('click');
    expect(onClick).toHaveBeenCalledWith(link);
  });

  it('say where there are none', async () => {
    const create = vi.fn();
    const notify = createNotifier({ supported: () => false, create, onClick: vi.fn() });
    expect(await notify({ title: 'a', body: '' })).toEqual(failed('unsupported'));
    expect(create).not.toHaveBeenCalled();
  });
});

describe('printing', () => {
  const page = (success: boolean, reason: string): Printable => ({
    print: (_options, callback) => callback?.(success, reason),
  });

  it.each([
    [true, '', done({ printed: true })],
    [false, 'Print job canceled', done({ printed: false })],
    [false, 'cancelled', done({ printed: false })],
    [false, 'Invalid printer settings', failed('io')],
  ])('success %s with reason %j', async (success, reason, answer) => {
    expect(await printPage(page(success, reason))).toEqual(answer);
  });
});

describe('power', () => {
  function setUp() {
    const events = fakeEvents();
    const onChange = vi.fn();
    let now = 1_000_000;
    let tick: () => void = () => undefined;
    const stopped = vi.fn();
    const stop = watchPower({
      monitor: { on: events.on },
      now: () => now,
      every: (_milliseconds, callback) => {
        tick = callback;
        return stopped;
      },
      onChange,
    });
    const pass = (milliseconds: number): void => {
      now += milliseconds;
      tick();
    };
    return { events, onChange, pass, stop, stopped };
  }

  it('tells of sleep and waking', () => {
    const { events, onChange } = setUp();
    events.raise('suspend');
    events.raise('resume');
    expect(onChange.mock.calls).toEqual([['suspend'], ['resume']]);
  });

  it('takes a jump of the clock for waking where the system said nothing, either way', () => {
    const { onChange, pass } = setUp();
    for (let n = 0; n < 10; n += 1) pass(15_000);
    pass(30_000);
    expect(onChange).not.toHaveBeenCalled();
    pass(3_600_000);
    pass(15_000);
    expect(onChange.mock.calls).toEqual([['resume']]);
    pass(-600_000);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('stops', () => {
    const { stop, stopped } = setUp();
    stop();
    expect(stopped).toHaveBeenCalledTimes(1);
  });
});

describe('certificates', () => {
  it('adds what the system trusts, once', () => {
    const set = vi.fn();
    const lists = { default: ['a', 'b'], system: ['b', 'c'] };
    const parts = {
      getCACertificates: (type: keyof typeof lists) => lists[type],
      setDefaultCACertificates: set,
    };
    expect(trustSystemCertificates(parts)).toBe(1);
    expect(set).toHaveBeenCalledWith(['a', 'b', 'c']);
  });

  it('leaves an older Node and a system without certificates alone', () => {
    const set = vi.fn();
    expect(trustSystemCertificates({})).toBe(0);
    expect(trustSystemCertificates({ getCACertificates: () => [], setDefaultCACertificates: set })).toBe(0);
    expect(set).not.toHaveBeenCalled();
  });
});
