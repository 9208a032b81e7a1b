/** What every window's root wraps around its screens: theme, texts, and the person's two choices. */

import { MantineProvider } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from '../i18n/i18n.ts';
import { pickLang } from '../i18n/lang.ts';
import type { Lang } from '../i18n/lang.ts';
import { cssVariables } from '../theme/css-variables.ts';
import { useKoreanFont } from '../theme/korean-font.ts';
import { useScheme } from '../theme/scheme.ts';
import type { SchemeChoice } from '../theme/scheme.ts';
import type { Density } from '../theme/sizes.ts';
import { createAlongsideTheme } from '../theme/theme.ts';
import { UiChoicesContext } from './ui-choices.ts';

type AlongsideUiProps = {
  readonly density: Density;
  /** What the person chose before; without it the system's language. */
  readonly lang?: Lang | undefined;
  readonly scheme?: SchemeChoice | undefined;
  /** Told when the person chooses, so that the app can remember it. */
  readonly onLang?: ((lang: Lang) => void) | undefined;
  readonly onScheme?: ((scheme: SchemeChoice) => void) | undefined;
  readonly children: ReactNode;
};

export function AlongsideUi({ density, lang, scheme, onLang, onScheme, children }: AlongsideUiProps) {
  const [chosenLang, setLang] = useState<Lang>(() => lang ?? pickLang(navigator.languages));
  const [chosenScheme, setScheme] = useState<SchemeChoice>(scheme ?? 'auto');
  const [i18n] = useState(() => createI18n(chosenLang));
  const theme = useMemo(() => createAlongsideTheme(density), [density]);
  const resolved = useScheme(chosenScheme);
  useKoreanFont(chosenLang);

  useEffect(() => {
    document.documentElement.lang = chosenLang;
    document.documentElement.dataset.density = density;
  }, [chosenLang, density]);

  const choices = useMemo(
    () => ({
      lang: chosenLang,
      scheme: chosenScheme,
      setLang: (next: Lang) => {
        setLang(next);
        void i18n.changeLanguage(next);
        onLang?.(next);
      },
      setScheme: (next: SchemeChoice) => {
        setScheme(next);
        onScheme?.(next);
      },
    }),
    [chosenLang, chosenScheme, i18n, onLang, onScheme],
  );

  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={resolved}
      cssVariablesResolver={() => cssVariables(density)}
    >
      <I18nextProvider i18n={i18n}>
        <UiChoicesContext value={choices}>{children}</UiChoicesContext>
      </I18nextProvider>
    </MantineProvider>
  );
}
