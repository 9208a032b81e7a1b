/** The browser side of a connection: the relay's calls, and one link per session window. */
export { forgetCertificate, keepCertificate, loadCertificate, makeCertificate } from './certificate.ts';
export { Call, type CallState, type Device, type DeviceProblem, type Voice } from './call.ts';
export { callPeople } from './call-people.ts';
export { randomId } from './crypto.ts';
export { systemClock } from './clock.ts';
export { FileSender } from './file-sender.ts';
export type { FileSource } from './file-sender.ts';
export { createLink } from './link.ts';
export type { Observable } from './observable.ts';
export {
  createRelayApi,
  type RelayApi,
  type RelayApiOptions,
  type SessionsWanted,
  type SignedIn,
} from './relay-api.ts';
export { captureConstraints } from './screen.ts';
export { createSiteTrust, type SiteProblem, type SiteStatement, type SiteTrust } from './site-trust.ts';
export type * from './types.ts';
