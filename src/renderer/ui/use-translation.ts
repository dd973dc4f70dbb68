import i18next from 'i18next';
import type { Namespace, TFunction } from 'i18next';
import { useLanguage } from './use-language';

const translators = new Map<string, TFunction>();

/**
 * The texts of a part of the app in the language of the interface. A `t` is made once for each language and part, so
 * that it costs nothing where hundreds of small components of one screen want it.
 * @param namespaces where keys are looked for; those of the others than the first are written `namespace:key`
 */
export function useTranslation<const Ns extends Namespace>(namespaces: Ns): { t: TFunction<Ns> } {
  const language = useLanguage();
  const first = (typeof namespaces === 'string' ? namespaces : namespaces[0]) as 'common';
  const key = `${language} ${first}`;
  let t = translators.get(key);
  if (!t) {
    t = i18next.getFixedT(language, first);
    translators.set(key, t);
  }
  return { t: t as unknown as TFunction<Ns> };
}
