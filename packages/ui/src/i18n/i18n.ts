/** i18next with our texts in it. Owns the typed keys; knows no component. */

import i18next from 'i18next';
import type { i18n, TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '../texts/en/index.ts';
import { ko } from '../texts/ko/index.ts';
import type { Lang } from './lang.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'texts';
    readonly returnNull: false;
    readonly resources: { readonly texts: typeof en };
  }
}

/** `t('chat.send')`: a key that does not exist, or a value it needs that is not given, does not compile. */
export type Translate = TFunction<'texts'>;

export function createI18n(lang: Lang): i18n {
  const instance = i18next.createInstance();
  // Texts are in the bundle, so this is done at once; the promise carries nothing.
  void instance.use(initReactI18next).init({
    lng: lang,
    fallbackLng: 'en',
    defaultNS: 'texts',
    ns: ['texts'],
    resources: { en: { texts: en }, ko: { texts: ko } },
    initAsync: false,
    // React escapes; doing it twice would show entities.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
