import { z } from 'zod';
import { appLink } from './links';
import type { EventName } from './names';

/** Commands of the application menu that the page carries out. */
export const menuCommands = ['newTicket', 'logCall', 'search', 'settings', 'keys', 'about'] as const;

export type MenuCommand = (typeof menuCommands)[number];

/** Every message from main to the page. */
export const events = {
  /** The system-wide key for "log a call" was pressed. */
  callHotkey: z.object({ at: z.iso.datetime() }),
  openLink: appLink,
  menuCommand: z.object({ command: z.enum(menuCommands) }),
  /** After `resume` every open request has been ended: connect again at once. */
  power: z.object({ state: z.enum(['suspend', 'resume']) }),
} as const satisfies Record<EventName, z.ZodType>;

export type Events = typeof events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;
