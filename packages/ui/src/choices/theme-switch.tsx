/** Light, dark, or as the system says. */

import { SegmentedControl } from '@mantine/core';
import { useTexts, useUiChoices } from '../provider/ui-choices.ts';
import { isSchemeChoice } from '../theme/scheme.ts';

export function ThemeSwitch() {
  const t = useTexts();
  const { scheme, setScheme } = useUiChoices();
  return (
    <SegmentedControl
      aria-label={t('common.theme')}
      value={scheme}
      data={[
        { value: 'auto', label: t('common.themeAuto') },
        { value: 'light', label: t('common.themeLight') },
        { value: 'dark', label: t('common.themeDark') },
      ]}
      onChange={(next) => {
        if (isSchemeChoice(next)) setScheme(next);
      }}
    />
  );
}
