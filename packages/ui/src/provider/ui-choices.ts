/** Language and appearance as the person chose them, for the two switches and for formatting. */

import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { Translate } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/lang.ts';
import type { SchemeChoice } from '../theme/scheme.ts';

type UiChoices = {
  readonly lang: Lang;
  /** To choose from. */
  readonly languages: readonly Lang[];
  readonly scheme: SchemeChoice;
  readonly setLang: (lang: Lang) => void;
  readonly setScheme: (scheme: SchemeChoice) => void;
};

export const UiChoicesContext = createContext<UiChoices | undefined>(undefined);

export function useUiChoices(): UiChoices {
  const choices = use(UiChoicesContext);
  if (choices === undefined) throw new Error('a component of @alongside/ui is outside <AlongsideUi>');
  return choices;
}

/** The texts in the person's language. */
export function useTexts(): Translate {
  return useTranslation('texts').t;
}
