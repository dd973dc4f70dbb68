import type { Session } from 'electron';
import { isAppAddress } from '../origin';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<CheckHandler>[1];

/**
 * What a page of ours may do. Everything else is denied: camera, microphone, location, reading the clipboard,
 * devices … Reading (`clipboard-read`) stays out; pasting into a field needs no permission.
 */
const ALLOWED: ReadonlySet<Permission> = new Set<Permission>([
  'persistent-storage',
  'notifications',
  'clipboard-sanitized-write',
]);

export type PermissionSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>;

/**
 * Denies by default. Both handlers are needed: without the check handler Electron answers some queries with
 * "granted" before any request is made.
 */
export function lockPermissions(session: PermissionSession): void {
  const onRequest: RequestHandler = (_page, permission, callback, details) => {
    callback(ALLOWED.has(permission) && details.isMainFrame && isAppAddress(details.requestingUrl));
  };
  // The origin arrives as `app://luuri/`; a worker's check has no page.
  const onCheck: CheckHandler = (_page, permission, origin) =>
    ALLOWED.has(permission) && isAppAddress(origin);
  session.setPermissionRequestHandler(onRequest);
  session.setPermissionCheckHandler(onCheck);
  session.setDevicePermissionHandler(() => false);
  // Never called while `display-capture` is denied; set so that a later permission does not open it silently.
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}
