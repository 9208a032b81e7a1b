/** The browser side of a connection: the relay's calls, and one link per session window. */
export { forgetCertificate, keepCertificate, loadCertificate, makeCertificate } from './certificate.ts';
export { createLink } from './link.ts';
export type { Observable } from './observable.ts';
export { createRelayApi, type RelayApi, type RelayApiOptions, type SignedIn } from './relay-api.ts';
export { captureConstraints } from './screen.ts';
export type * from './types.ts';
