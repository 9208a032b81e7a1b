/** What both apps may use of the shared interface. Import `@alongside/ui/styles.css` once, in the window's entry. */
// Whoever checks our sources needs to know what a CSS import is; ambient declarations can't be imported.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./css.d.ts" />

export { AlongsideUi } from './provider/alongside-ui.tsx';
export { useTexts, useUiChoices } from './provider/ui-choices.ts';

export { createI18n } from './i18n/i18n.ts';
export type { Translate } from './i18n/i18n.ts';
export { errorText } from './i18n/error-text.ts';
export { isLang } from './i18n/lang.ts';
export type { Lang } from './i18n/lang.ts';
export type { ErrorCode } from './texts/codes.ts';

export { createStore, useStore } from './store/store.ts';
export type { Store } from './store/store.ts';

export { PictureChoices } from './choices/picture-choices.tsx';
export { useStream } from './call/use-stream.ts';
export { LanguageSwitch } from './choices/language-switch.tsx';
export { ThemeSwitch } from './choices/theme-switch.tsx';
export { createAskedMachines } from './stage/asked-machines.ts';
export type { AskedMachines, MachineViews } from './stage/asked-machines.ts';
export { pictureBox, pointOnStage } from './stage/geometry.ts';
export { createInputSender } from './stage/input-sender.ts';
export type { InputSender } from './stage/input-sender.ts';
export { useStageKeyboard } from './stage/use-stage-keyboard.ts';
export { useStagePointer } from './stage/use-stage-pointer.ts';
export { PersonAvatar } from './person/person-avatar.tsx';
export { CallInvitation } from './call/call-invitation.tsx';
export type { CallPerson, CallPhone, OwnCall } from './call/call-types.ts';
export { RemoteVoices } from './call/remote-voices.tsx';
export { VideoPanel } from './call/video-panel.tsx';
export { VoicePanel } from './call/voice-panel.tsx';
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
export { EndsIn } from './time/ends-in.tsx';
export { RemainingTime } from './time/remaining-time.tsx';
export { TimeAgo } from './time/time-ago.tsx';
export { useNow } from './time/use-now.ts';
export { FileProgress } from './files/file-progress.tsx';
export { receiptLine } from './receipt/receipt-line.ts';
export { formatBytes } from './files/format-bytes.ts';
export { formatDateTime, formatDuration, formatElapsed, formatExactTime, formatTime } from './time/format.ts';
