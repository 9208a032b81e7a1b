/** From a signed-in account to a running session: connects, starts or joins, and hands over the desk, or cleans up and says why not. */

import { fail, ok, PROTOCOL_VERSION, UNASKED_MACHINE } from '@alongside/protocol';
import type { Result } from '@alongside/protocol';
import { createLink } from '@alongside/rtc';
import type { Bridge } from '@alongside/ipc';
import type { ConsoleContract } from '../../contract.ts';
import type { Link, LinkRequest, RelayApi, SiteTrust } from '@alongside/rtc';
import type { ErrorCode, Lang } from '@alongside/ui';
import { createInvitations } from '../invite/invitations.ts';
import { createSessionDesk } from './session-desk.ts';
import type { KeepSnapshot, SessionDesk } from './session-desk.ts';

export type SessionChoice = {
  readonly sessionType: string;
  readonly tracking: Readonly<Record<string, string>>;
};

/** A session of one's own, or a colleague's. */
export type WayIn =
  | { readonly kind: 'start'; readonly choice: SessionChoice }
  | { readonly kind: 'join'; readonly by: Extract<LinkRequest, { type: 'session.join' }>['by'] };

type BeginOptions = {
  readonly api: RelayApi;
  readonly token: string;
  readonly client: 'console' | 'web-console';
  readonly certificate: RTCCertificate;
  readonly explain: () => Promise<'unreachable' | 'certificate'>;
  readonly site: SiteTrust;
  readonly language: () => Lang;
  readonly bridge: Bridge<ConsoleContract>;
};

export async function beginSession(
  options: BeginOptions,
  way: WayIn,
): Promise<Result<SessionDesk, ErrorCode>> {
  const invitations = createInvitations(options.api.origin);
  const link = createLink({
    relay: options.api.origin,
    client: options.client,
    ticket: () => options.api.ticket(options.token),
    certificate: options.certificate,
    explain: options.explain,
    site: options.site,
    hello: () => ({
      type: 'peer.hello',
      protocol: PROTOCOL_VERSION,
      language: options.language(),
      machine: UNASKED_MACHINE,
    }),
    secretOf: invitations.secretOf,
  });
  const reached = await untilOpen(link);
  const started = reached.ok ? await link.request(requestOf(way)) : reached;
  const self = link.state.get().self;
  if (started.ok && self !== null) {
    const { bridge, client, api, token } = options;
    const keepSnapshot: KeepSnapshot = (snapshot) => {
      const session = link.state.get().session?.id;
      return session === undefined
        ? Promise.resolve(fail('not-found'))
        : api.keepSnapshot(token, { session, snapshot });
    };
    return ok(
      createSessionDesk({ self, link, invitations, relay: api.origin, bridge, client, keepSnapshot }),
    );
  }
  link.close();
  return fail(started.ok ? 'bad-answer' : started.code);
}

function requestOf(way: WayIn): LinkRequest {
  return way.kind === 'start'
    ? { type: 'session.start', ...way.choice }
    : { type: 'session.join', by: way.by };
}

/** A person waits for this one: the first failure is told, and trying again is their choice. */
function untilOpen(link: Link): Promise<Result<undefined, ErrorCode>> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { relay } = link.state.get();
      if (relay.kind === 'connecting') return;
      stop();
      resolve(relay.kind === 'open' ? ok() : fail(relay.reason));
    };
    const stop = link.state.subscribe(look);
    look();
  });
}
