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
import { createLink, createRelayApi, makeCertificate, type ApiCode, type Link } from '@alongside/rtc';

export type JoinWish = {
  readonly relay: string;
  readonly credential: JoinCredential;
  readonly name: string;
};

export type Joiner = {
  readonly redeem: (wish: JoinWish) => Promise<Result<string, ApiCode>>;
  /** `ticket` is what `redeem` gave. */
  readonly enter: (wish: JoinWish, ticket: string) => Promise<Link>;
};

export function createJoiner(options: {
  readonly client: ClientKind;
  readonly explain: () => Promise<'unreachable' | 'certificate'>;
  readonly hello: () => PeerMessageOf<'peer.hello'>;
}): Joiner {
  const { client, explain, hello } = options;
  // Binds an invitation to this very window: a repeat of ours is the same person, another's is not.
  const device = randomToken();
  const redeem = (wish: JoinWish): Promise<Result<string, ApiCode>> =>
    createRelayApi(wish.relay, { explain }).join({
      protocol: PROTOCOL_VERSION,
      client,
      credential: relayCredential(wish.credential),
      name: wish.name,
      device,
    });
  return {
    redeem,
    async enter(wish, ticket) {
      const { credential, relay } = wish;
      const secret = credential.kind === 'link' ? credential.secret : null;
      let first: Result<string, ApiCode> | null = { ok: true, value: ticket };
      return createLink({
        relay,
        client,
        certificate: await makeCertificate(),
        hello,
        explain,
        ...inviterFirst(secret),
        ticket: async () => {
          const known = first;
          first = null;
          return known ?? (await redeem(wish));
        },
      });
    },
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
