import type { NotificationConstructorOptions } from 'electron';
import { done, failed, type Answer } from '@shared/ipc/answer';
import type { CallArgument } from '@shared/ipc/calls';
import type { AppLink } from '@shared/ipc/links';

/** One notification of the system. */
export interface ShownNotification {
  show(): void;
  on(event: 'click' | 'close', listener: () => void): unknown;
}

export interface NotificationParts {
  readonly supported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => ShownNotification;
  /** Brings the window forward, and opens the place the notification is about. */
  readonly onClick: (link: AppLink | undefined) => void;
}

/** Shows system notifications; a click leads into the app. */
export function createNotifier(
  parts: NotificationParts,
): (wish: CallArgument<'notify'>) => Promise<Answer<undefined>> {
  // Electron forgets a notification nobody refers to, and its click with it.
  const shown = new Set<ShownNotification>();
  return async ({ title, body, link }) => {
    if (!parts.supported()) return failed('unsupported');
    const notification = parts.create({ title, body });
    shown.add(notification);
    notification.on('close', () => shown.delete(notification));
    notification.on('click', () => {
      shown.delete(notification);
      parts.onClick(link);
    });
    notification.show();
    return done(undefined);
  };
}
