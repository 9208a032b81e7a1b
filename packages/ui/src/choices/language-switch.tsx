/** Chooses the language; each is named in its own words. */

import { NativeSelect } from '@mantine/core';
import { isLang, LANG_NAMES } from '../i18n/lang.ts';
import { useTexts, useUiChoices } from '../provider/ui-choices.ts';

export function LanguageSwitch() {
  const t = useTexts();
  const { lang, languages, setLang } = useUiChoices();
  return (
    <NativeSelect
      aria-label={t('common.language')}
      data={languages.map((each) => ({ value: each, label: LANG_NAMES[each] }))}
      value={lang}
      onChange={(event) => {
        const next = event.currentTarget.value;
        if (isLang(next)) setLang(next);
      }}
    />
  );
}
