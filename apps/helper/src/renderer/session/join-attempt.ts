/** One press of *Join*: redeems the code or link, and comes back with a link to the relay or with what is wrong. */
import {
  PROTOCOL_VERSION,
  type ClientKind,
  type JoinCredential,
  type JoinRequest,
  type PeerMessageOf,
  type Result,
} from '@alongside/protocol';
import { inviterFirst } from './inviter-first.ts';
import {
  createLink,
  createRelayApi,
  forgetCertificate,
  keepCertificate,
  loadCertificate,
  makeCertificate,
  type ApiCode,
  type Link,
} from '@alongside/rtc';
import type { Start } from '../../contract/session-contract.ts';

export type JoinWish = {
  readonly relay: string;
  readonly credential: JoinCredential;
  readonly name: string;
};

export type Joiner = {
  readonly redeem: (wish: JoinWish) => Promise<Result<string, ApiCode>>;
  /** `ticket` is what `redeem` gave. */
  readonly enter: (wish: JoinWish, ticket: string) => Promise<Link>;
  /** Binds an invitation to this very window, or the one before it: a repeat of ours is the same person, another's is not. */
  readonly device: string;
  /** The session is over: its keys are nobody's any more. */
  readonly forget: () => void;
};

type JoinerOptions = {
  readonly client: ClientKind;
  readonly explain: () => Promise<'unreachable' | 'certificate'>;
  readonly hello: () => PeerMessageOf<'peer.hello'>;
  /** Of a window that broke: back into its place, with its keys. */
  readonly place: Start['place'];
};

export function createJoiner(options: JoinerOptions): Joiner {
  const { client, explain, hello, place } = options;
  const device = place?.device ?? randomToken();
  // Once: a session that is joined later is another one.
  let back = place;
  const redeem = (wish: JoinWish): Promise<Result<string, ApiCode>> =>
    createRelayApi(wish.relay, { explain }).join({
      protocol: PROTOCOL_VERSION,
      client,
      credential: relayCredential(wish.credential),
      name: wish.name,
      device,
    });
  return {
    device,
    forget: () => void forgetCertificate(),
    redeem,
    async enter(wish, ticket) {
      const { credential, relay } = wish;
      const secret = credential.kind === 'link' ? credential.secret : null;
      const returning = back;
      back = null;
      const certificate = returning === null ? await makeCertificate() : await loadCertificate();
      void keepCertificate(certificate);
      return createLink({
        relay,
        client,
        certificate,
        hello,
        explain,
        ...inviterFirst(secret, returning?.proved === true),
        ticket: firstOf(ticket, () => redeem(wish)),
      });
    },
  };
}

type Ticket = Result<string, ApiCode>;

/** The one at hand, then new ones. */
function firstOf(ticket: string, redeem: () => Promise<Ticket>): () => Promise<Ticket> {
  let first: Ticket | null = { ok: true, value: ticket };
  return () => {
    const known = first;
    first = null;
    return known === null ? redeem() : Promise.resolve(known);
  };
}

/** The secret stays here: the relay never sees it. */
export function relayCredential(credential: JoinCredential): JoinRequest['credential'] {
  return credential.kind === 'code' ? credential : { kind: 'link', token: credential.token };
}

function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
