/** What every window's root wraps around its screens: theme, texts, and the person's two choices. */

import { MantineProvider } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from '../i18n/i18n.ts';
import { LANGS, pickLang } from '../i18n/lang.ts';
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
  /** Which there are to choose from; all where it is not given. */
  readonly languages?: readonly Lang[] | undefined;
  /** Told when the person chooses, so that the app can remember it. */
  readonly onLang?: ((lang: Lang) => void) | undefined;
  readonly onScheme?: ((scheme: SchemeChoice) => void) | undefined;
  readonly children: ReactNode;
};

export function AlongsideUi(props: AlongsideUiProps) {
  const { density, lang, scheme, languages = LANGS, onLang, onScheme, children } = props;
  const [chosenLang, setLang] = useState<Lang>(() => lang ?? pickLang(navigator.languages));
  const shownLang = languages.includes(chosenLang) ? chosenLang : (languages[0] ?? chosenLang);
  const [chosenScheme, setScheme] = useState<SchemeChoice>(scheme ?? 'auto');
  const [i18n] = useState(() => createI18n(shownLang));
  const theme = useMemo(() => createAlongsideTheme(density), [density]);
  const resolved = useScheme(chosenScheme);
  useKoreanFont(shownLang);

  useEffect(() => {
    document.documentElement.lang = shownLang;
    document.documentElement.dataset.density = density;
    void i18n.changeLanguage(shownLang);
  }, [shownLang, density, i18n]);

  // Whoever has chosen none goes along with the system.
  const [isChosen, setChosen] = useState(lang !== undefined);
  useEffect(() => {
    if (isChosen) return;
    const follow = (): void => {
      setLang(pickLang(navigator.languages));
    };
    window.addEventListener('languagechange', follow);
    return () => {
      window.removeEventListener('languagechange', follow);
    };
  }, [isChosen]);

  const choices = useMemo(
    () => ({
      lang: shownLang,
      languages,
      scheme: chosenScheme,
      setLang: (next: Lang) => {
        setChosen(true);
        setLang(next);
        onLang?.(next);
      },
      setScheme: (next: SchemeChoice) => {
        setScheme(next);
        onScheme?.(next);
      },
    }),
    [shownLang, languages, chosenScheme, onLang, onScheme],
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
