/** Pure state machines: the authority of the customer's machine, the CSR's view of it, and chat. */
export { mayInject } from './authority/control.ts';
export { nextDeadline } from './authority/deadlines.ts';
export type { AuthorityEffect, AuthorityMessage, Pause, Prompt } from './authority/effects.ts';
export type { AuthorityEvent } from './authority/events.ts';
export { grantsMessage, promptOf } from './authority/settle.ts';
export { initialAuthority } from './authority/state.ts';
export type { AuthorityPeer, AuthorityState, Trust } from './authority/state.ts';
export { step } from './authority/step.ts';
export { mayView } from './authority/surface.ts';
export { viewOf } from './authority/view.ts';
export type { AuthorityView } from './authority/view.ts';
