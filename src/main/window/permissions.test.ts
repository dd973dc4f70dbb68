import { describe, expect, it } from 'vitest';
import { lockPermissions, type PermissionSession } from './permissions';

type Request = NonNullable<Parameters<PermissionSession['setPermissionRequestHandler']>[0]>;
type Check = NonNullable<Parameters<PermissionSession['setPermissionCheckHandler']>[0]>;
type Device = NonNullable<Parameters<PermissionSession['setDevicePermissionHandler']>[0]>;
type Permission = Parameters<Check>[1];

function setUp() {
  let request: Request | null = null;
  let check: Check | null = null;
  let device: Device | null = null;
  lockPermissions({
    setPermissionRequestHandler: (handler) => (request = handler),
    setPermissionCheckHandler: (handler) => (check = handler),
    setDevicePermissionHandler: (handler) => (device = handler),
    setDisplayMediaRequestHandler: () => undefined,
  });
  const details = { isMainFrame: true, requestingUrl: 'app://luuri/queue' };
  return {
    ask(permission: Permission, changes: Partial<typeof details> = {}): boolean | undefined {
      let granted: boolean | undefined;
      request?.(null as never, permission, (answer) => (granted = answer), { ...details, ...changes });
      return granted;
    },
    check: (permission: Permission, origin = 'app://luuri/'): boolean | undefined =>
      check?.(null, permission, origin, { isMainFrame: true, requestingUrl: origin }),
    device: (): boolean | undefined => device?.({ deviceType: 'usb', origin: 'app://luuri/' } as never),
  };
}

describe('permissions', () => {
  it.each(['persistent-storage', 'notifications', 'clipboard-sanitized-write'] as const)(
    'allow %s',
    (name) => {
      const session = setUp();
      expect(session.ask(name)).toBe(true);
      expect(session.check(name)).toBe(true);
    },
  );

  it.each([
    'media',
    'geolocation',
    'clipboard-read',
    'display-capture',
    'openExternal',
    'fileSystem',
    'usb',
    'idle-detection',
    'unknown',
  ] as const)('deny %s', (name) => {
    const session = setUp();
    expect(session.ask(name)).toBe(false);
    expect(session.check(name)).toBe(false);
  });

  it('deny everything to other origins, to child frames, and every device', () => {
    const session = setUp();
    expect(session.ask('notifications', { requestingUrl: 'https://example.fi/' })).toBe(false);
    expect(session.ask('notifications', { isMainFrame: false })).toBe(false);
    expect(session.check('notifications', 'https://example.fi/')).toBe(false);
    expect(session.device()).toBe(false);
  });
});
