/** Pure state machines: the authority of the customer's machine, the CSR's view of it, and chat. */
export { mayInject } from './authority/control.ts';
export { nextDeadline } from './authority/deadlines.ts';
export type { AuthorityEffect, AuthorityMessage, Pause, Prompt } from './authority/effects.ts';
export type { AuthorityEvent } from './authority/events.ts';
export { initialAuthority } from './authority/state.ts';
export type { AuthorityPeer, AuthorityState, Trust } from './authority/state.ts';
export { step } from './authority/step.ts';
export { mayView } from './authority/surface.ts';
export { viewOf } from './authority/view.ts';
export { initialChat, MAX_CHAT_LINES, unreadOf } from './chat/state.ts';
export type { Chat, ConversationLine, Delivery } from './chat/state.ts';
export { stepChat } from './chat/step.ts';
export type { ChatEffect, ChatEvent } from './chat/step.ts';
export { initialCsrView, inputEpoch, seesScreen } from './csr-view/state.ts';
export type { Access, CsrView, Refusal } from './csr-view/state.ts';
export { nextExpiry, stepCsrView } from './csr-view/step.ts';
export type { CsrViewEvent } from './csr-view/step.ts';
