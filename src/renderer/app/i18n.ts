import i18next from 'i18next';
import { catalogues } from '@shared/i18n/catalogues';
import { usePreferences } from '@renderer/ui/preferences';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof catalogues)['fi'];
  }
}

/** Starts the texts in the preferred language and follows the preference from then on. */
export async function startI18n(): Promise<void> {
  const { language } = usePreferences.getState();
  await i18next.init({
    resources: catalogues,
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
  usePreferences.subscribe((preferences, before) => {
    if (preferences.language === before.language) return;
    document.documentElement.lang = preferences.language;
    void i18next.changeLanguage(preferences.language);
  });
}
