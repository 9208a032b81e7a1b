/** The relay as a library: for tests, and for whoever runs it inside another program. */
export { type RelayOptions, type RunningRelay, startRelay } from './relay.ts';
export { addUser, type NewUser } from './accounts/users.ts';
export { createLog, type LogLevel } from './log.ts';
export type { Limits } from './limits.ts';
