/** Being there for colleagues while in no session: one idle connection that hears who calls. Ends when a session begins. */

import { PROTOCOL_VERSION, UNASKED_MACHINE } from '@alongside/protocol';
import type { Call, CallId } from '@alongside/protocol';
import { createLink } from '@alongside/rtc';
import type { RelayApi, SiteTrust } from '@alongside/rtc';
import { createStore } from '@alongside/ui';
import type { Store } from '@alongside/ui';

export type HomePresence = {
  /** Who calls now, the latest last. */
  readonly calls: Store<readonly Call[]>;
  readonly decline: (call: CallId) => void;
  readonly close: () => void;
};

type PresenceOptions = {
  readonly api: RelayApi;
  readonly site: SiteTrust;
  readonly token: string;
  readonly client: 'console' | 'web-console';
  readonly certificate: RTCCertificate;
};

export function createHomePresence({ api, site, token, client, certificate }: PresenceOptions): HomePresence {
  const calls = createStore<readonly Call[]>([]);
  const link = createLink({
    relay: api.origin,
    site,
    client,
    certificate,
    ticket: () => api.ticket(token),
    // Nobody is met before there is a session, so this is never said to anybody.
    hello: () => ({
      type: 'peer.hello',
      protocol: PROTOCOL_VERSION,
      language: 'en',
      machine: UNASKED_MACHINE,
    }),
    secretOf: () => null,
  });
  const stop = link.state.subscribe(() => {
    calls.set(link.state.get().calls);
  });
  return {
    calls,
    decline: (call) => void link.request({ type: 'call.decline', call }),
    close() {
      stop();
      link.close();
    },
  };
}
