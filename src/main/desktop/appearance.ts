import type { NativeTheme } from 'electron';
import type { CallArgument } from '@shared/ipc/calls';
import type { Settings } from './settings';
import { languageFor, shellText, type Language, type ShellText } from './text';

export interface AppearanceParts {
  readonly settings: Settings;
  readonly nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;
  /** The system's language, a BCP 47 tag. */
  readonly locale: string;
  /** The menu is built again in the new language. */
  readonly onLanguage: () => void;
}

/** Language and theme of everything outside the page. */
export interface Appearance {
  language(): Language;
  text(): ShellText;
  dark(): boolean;
  set(wish: CallArgument<'setAppearance'>): Promise<void>;
}

/** Applies the remembered theme at once. */
export function createAppearance(parts: AppearanceParts): Appearance {
  const { settings, nativeTheme } = parts;
  nativeTheme.themeSource = settings.get().theme;
  const language = (): Language => settings.get().language ?? languageFor(parts.locale);
  return {
    language,
    text: () => shellText(language()),
    dark: () => nativeTheme.shouldUseDarkColors,
    async set(wish) {
      const before = language();
      nativeTheme.themeSource = wish.theme;
      await settings.change(wish);
      if (language() !== before) parts.onLanguage();
    },
  };
}
