/** Chooses the language; each is named in its own words. */

import { NativeSelect } from '@mantine/core';
import { isLang, LANG_NAMES, LANGS } from '../i18n/lang.ts';
import { useTexts, useUiChoices } from '../provider/ui-choices.ts';

const OPTIONS = LANGS.map((lang) => ({ value: lang, label: LANG_NAMES[lang] }));

export function LanguageSwitch() {
  const t = useTexts();
  const { lang, setLang } = useUiChoices();
  return (
    <NativeSelect
      aria-label={t('common.language')}
      data={OPTIONS}
      value={lang}
      onChange={(event) => {
        const next = event.currentTarget.value;
        if (isLang(next)) setLang(next);
      }}
    />
  );
}
