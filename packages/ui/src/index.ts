/** What both apps may use of the shared interface. Import `@alongside/ui/styles.css` once, in the window's entry. */
// Whoever checks our sources needs to know what a CSS import is; ambient declarations can't be imported.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./css.d.ts" />

export { AlongsideUi } from './provider/alongside-ui.tsx';
export type { AlongsideUiProps } from './provider/alongside-ui.tsx';
export { useTexts, useUiChoices } from './provider/ui-choices.ts';
export type { UiChoices } from './provider/ui-choices.ts';

export { createI18n } from './i18n/i18n.ts';
export type { Translate } from './i18n/i18n.ts';
export { errorText } from './i18n/error-text.ts';
export { isLang, LANG_NAMES, LANGS, pickLang } from './i18n/lang.ts';
export type { Lang } from './i18n/lang.ts';
export type { ErrorCode, LocalCode } from './texts/codes.ts';

export { isSchemeChoice, SCHEME_CHOICES } from './theme/scheme.ts';
export type { SchemeChoice } from './theme/scheme.ts';
export type { Density } from './theme/sizes.ts';
export type { Tone } from './theme/roles.ts';

export { createStore, useStore } from './store/store.ts';
export type { Store } from './store/store.ts';

export { LanguageSwitch } from './components/language-switch.tsx';
export { ThemeSwitch } from './components/theme-switch.tsx';
