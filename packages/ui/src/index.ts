/** What both apps may use of the shared interface. Import `@alongside/ui/styles.css` once, in the window's entry. */
// Whoever checks our sources needs to know what a CSS import is; ambient declarations can't be imported.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./css.d.ts" />

export { AlongsideUi } from './provider/alongside-ui.tsx';
export { useTexts, useUiChoices } from './provider/ui-choices.ts';

export { createI18n } from './i18n/i18n.ts';
export type { Translate } from './i18n/i18n.ts';
export { errorText } from './i18n/error-text.ts';
export { isLang, pickLang } from './i18n/lang.ts';
export type { Lang } from './i18n/lang.ts';
export type { ErrorCode } from './texts/codes.ts';

export { createStore, useStore } from './store/store.ts';
export type { Store } from './store/store.ts';

export { LanguageSwitch } from './choices/language-switch.tsx';
export { ThemeSwitch } from './choices/theme-switch.tsx';
export { PersonAvatar } from './person/person-avatar.tsx';
export { ChatPanel } from './chat/chat-panel.tsx';
export type { ChatPerson, ChatTarget } from './chat/chat-types.ts';
export { SafetyWords } from './trust/safety-words.tsx';
export { safetyWordsOf } from './trust/safety-words-of.ts';
export { ConnectionBadge } from './connection/connection-badge.tsx';
export type { ConnectionKind } from './connection/connection-badge.tsx';
export { Countdown } from './feedback/countdown.tsx';
export { EmptyState, ErrorState, LoadingState } from './feedback/states.tsx';
export { KeyCaps } from './feedback/key-caps.tsx';
export { ElapsedTime } from './time/elapsed-time.tsx';
export { RemainingTime } from './time/remaining-time.tsx';
export { TimeAgo } from './time/time-ago.tsx';
export { useNow } from './time/use-now.ts';
export { formatDateTime, formatDuration, formatTime } from './time/format.ts';
