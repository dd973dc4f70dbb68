import { z } from 'zod';
import type { JsonFile } from '../files/json-file';

export const DEFAULT_HOTKEY = 'CommandOrControl+Shift+F2';

const bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

/** What the shell itself remembers on this computer. The app's own settings live with its data. */
export const shellSettings = z.object({
  v: z.literal(1),
  /** Null until the person has chosen: then the system's language counts. */
  language: z.enum(['fi', 'en']).nullable().default(null),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Null is "no key wanted". */
  hotkey: z.string().nullable().default(DEFAULT_HOTKEY),
  window: z.object({ bounds, maximized: z.boolean() }).nullable().default(null),
});

export type ShellSettings = z.infer<typeof shellSettings>;

export interface Settings {
  get(): ShellSettings;
  /** Changes some fields; they hold at once, and on disk when the promise is done. */
  change(part: Partial<Omit<ShellSettings, 'v'>>): Promise<void>;
}

/** Reads the settings once; a missing or unreadable file means the defaults. */
export async function openSettings(file: JsonFile<ShellSettings>): Promise<Settings> {
  let current = (await file.read()) ?? shellSettings.parse({ v: 1 });
  return {
    get: () => current,
    async change(part) {
      current = { ...current, ...part };
      await file.write(current);
    },
  };
}
