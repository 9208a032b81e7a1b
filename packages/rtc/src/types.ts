/** What both apps see of a connection. Types only: how each is made true is in the file of its name. */
import type {
  Call,
  CallEnd,
  CallId,
  ClientKind,
  ClientRequest,
  CloseReason,
  Ending,
  Fact,
  HttpErrorCode,
  InviteId,
  Participant,
  ParticipantId,
  PeerMessage,
  PeerMessageOf,
  QualityChoice,
  QualityReport,
  RelayErrorCode,
  RelayMessage,
  Result,
  Session,
  Site,
  TrustLevel,
} from '@alongside/protocol';
import type { Observable } from './observable.ts';
import type { SiteProblem, SiteTrust } from './site-trust.ts';

/**
 * How an HTTP call failed. A page cannot tell a bad certificate from a dead host: `certificate` comes only from an
 * `explain` that can (see `RelayApiOptions`).
 */
export type ApiCode = HttpErrorCode | 'unreachable' | 'certificate' | 'bad-answer';

/** Why the link comes back by itself. */
export type RetryReason = CloseReason | 'unreachable' | 'certificate' | 'bad-answer' | 'too-many';
/** Why it does not. `left`: this side closed it. */
export type ClosedReason = CloseReason | ApiCode | Ending | 'left';

export type RelayState =
  /** The first attempt is under way. → open, retrying, closed */
  | { readonly kind: 'connecting' }
  /** The relay has welcomed us. → retrying, closed */
  | { readonly kind: 'open' }
  /** Waiting for `retryAt` (Date.now() ms), or trying just then. Peers go on. → open, retrying, closed */
  | {
      readonly kind: 'retrying';
      readonly attempt: number;
      readonly retryAt: number;
      readonly reason: RetryReason;
    }
  /** For good. */
  | { readonly kind: 'closed'; readonly reason: ClosedReason };

export type PeerStats = {
  readonly path: 'direct' | 'relayed' | 'unknown';
  readonly rttMs: number | null;
  /** Share of the picture's packets that were lost, 0…1, since the figures before. */
  readonly loss: number | null;
  readonly fps: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly kbps: number | null;
  /** `AV1`, `H264`, `VP9`, `VP8`. */
  readonly codec: string | null;
};

/** Of the peer's screen. */
export type ViewQuality = {
  readonly chosen: QualityChoice;
  /** How the peer sends it; null until it has. */
  readonly sent: QualityReport | null;
};

export type PeerTrust = {
  readonly level: TrustLevel;
  /** Four indexes into the word list. */
  readonly words: readonly number[];
  /** The customer's, on both sides. */
  readonly language: 'en' | 'ko';
};

/** Why a peer is refused for good. */
export type Refusal =
  /** The proof over the fingerprints does not verify: somebody is in between, or the link is another's. */
  | 'proof-wrong'
  /** We hold a link secret and the other side says it has none. */
  | 'proof-missing'
  /** The keys are not those of before. */
  | 'key-changed'
  /** The revealed nonce is not the one that was committed to. */
  | 'words-forged'
  /** Somebody read the words out and they differ. */
  | 'words-differ'
  /** Five messages that do not decode, or came where they have no place. */
  | 'malformed'
  /** It speaks another version. */
  | 'version';

export type PeerView = {
  readonly state: 'connecting' | 'connected' | 'lost' | 'refused';
  /** Set exactly when `state` is `refused`. */
  readonly refusal: Refusal | null;
  readonly trust: PeerTrust | null;
  /** The peer's DTLS fingerprint (lower-case hex) once it is proved by the handshake: its keys. */
  readonly keys: string | null;
  readonly hello: PeerMessageOf<'peer.hello'> | null;
  /** What the peer shows us. */
  readonly screen: MediaStream | null;
  /** Prepared with the connection: silent and black until the peer sends something (`media.state` says so). */
  readonly microphone: MediaStream | null;
  readonly camera: MediaStream | null;
  /** Every second while connected. */
  readonly stats: PeerStats | null;
  readonly quality: ViewQuality;
};

export type LinkState = {
  readonly relay: RelayState;
  readonly self: ParticipantId | null;
  readonly name: string;
  readonly invitedBy: string | null;
  /** Customers only: the participant who made the invitation, and so shares the link's secret. */
  readonly inviter: ParticipantId | null;
  /** The lead is away: by name, and we are asked to take it. */
  readonly leadOffer: string | null;
  /** Colleagues who call us into their sessions now. */
  readonly calls: readonly Call[];
  /** As the admin signed it, or as the relay says it where nobody ever did. Null until that is known. */
  readonly site: Site | null;
  /** The relay's last word on the site was refused; what held before goes on. */
  readonly siteProblem: SiteProblem | null;
  /** Null in the lobby and before the start; its participants are kept up to date. */
  readonly session: Session | null;
  readonly usedInvites: readonly InviteId[];
  readonly peers: ReadonlyMap<ParticipantId, PeerView>;
};

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type LinkRequest = DistributiveOmit<ClientRequest, 'id'>;
export type RequestCode = RelayErrorCode | 'offline';
/** `backlog`: the other side does not keep up and the queue is full. */
export type SendCode = 'not-connected' | 'too-big' | 'backlog';

export type PeerEvent = {
  /** `lost`: the transport is gone; → `back` with the same keys, or `gone`: left the session, or 60 s over. */
  readonly type: 'connected' | 'lost' | 'back' | 'gone';
  readonly peer: ParticipantId;
};

export type CallOver = { readonly call: CallId; readonly why: CallEnd; readonly name: string };

export type LinkOptions = {
  /** The relay's origin. */
  readonly relay: string;
  readonly client: ClientKind;
  /** Asked for a hello that has no resume token. */
  readonly ticket: () => Promise<Result<string, ApiCode>>;
  /** Made once per run by `makeCertificate`, so that fingerprints stay through reconnects. */
  readonly certificate: RTCCertificate;
  /** What this end says first on every connection. */
  readonly hello: () => PeerMessageOf<'peer.hello'>;
  /**
   * The link secret shared with this participant: the console finds it by invite; a customer's own link's secret
   * counts for CSRs. Null where there is none: words only. A customer who names a secret here refuses whoever lacks it.
   */
  readonly secretOf: (participant: Participant, state: LinkState) => string | null;
  /**
   * Whether this participant may be connected yet; looked at again with every change of a peer. A customer who came by a
   * link meets its inviter first: only that one can prove the secret, and nobody else is let in before.
   */
  readonly mayMeet?: (participant: Participant, state: LinkState) => boolean;
  /** Shared by all that one program has with one relay; without it, one for this link alone. */
  readonly site?: SiteTrust;
  /** Tells a bad certificate from a dead host where the platform can. */
  readonly explain?: () => Promise<'unreachable' | 'certificate'>;
};

export type Link = {
  readonly state: Observable<LinkState>;
  request(message: LinkRequest): Promise<Result<RelayMessage, RequestCode>>;
  /** On `control`, in order, with back-pressure. */
  send(to: ParticipantId, message: PeerMessage): Promise<Result<undefined, SendCode>>;
  /** All but `peer.hello`, `peer.bye`, `trust.*` and `quality.*`, which the link handles itself. */
  onMessage(listener: (from: ParticipantId, message: PeerMessage) => void): () => void;
  /** Reliable, in order. */
  sendInput(to: ParticipantId, bytes: Uint8Array): void;
  /** Newest wins. */
  sendPointer(to: ParticipantId, bytes: Uint8Array): void;
  /** Both channels. */
  onInput(listener: (from: ParticipantId, bytes: Uint8Array) => void): () => void;
  /** Blocks of up to 64 KiB, in order; resolves when there is room for the next. */
  sendBulk(to: ParticipantId, bytes: Uint8Array): Promise<Result<undefined, SendCode>>;
  onBulk(listener: (from: ParticipantId, bytes: Uint8Array) => void): () => void;
  /**
   * Stays in force through reconnects, until null. Every peer has to get a track of its own (a clone): the
   * picture is tuned for each by what hangs on the track.
   */
  showScreen(to: ParticipantId, track: MediaStreamTrack | null): Promise<void>;
  /** How their screen is to come; holds through reconnects. */
  chooseQuality(from: ParticipantId, choice: QualityChoice): void;
  /** Voice and face; null sends nothing any more. Holds through reconnects. */
  sendMedia(to: ParticipantId, slot: 'microphone' | 'camera', track: MediaStreamTrack | null): Promise<void>;
  /** A call that we placed, or that was placed to us, is over. */
  onCallEnded(listener: (end: CallOver) => void): () => void;
  /** The lead has written notes; only CSRs hear it. */
  onNotes(listener: (notes: string) => void): () => void;
  onPeer(listener: (event: PeerEvent) => void): () => void;
  /** Our own user's; only this raises trust here. `differ` refuses the peer for good, on both sides. */
  wordsVerdict(peer: ParticipantId, words: 'match' | 'differ'): void;
  /** Queued while offline, sent once. The link records nothing by itself: facts come from who decides them. */
  record(fact: Fact): void;
  /** Idempotent. Says goodbye to the peers; leaving the session for good is the request `session.leave`. */
  close(): void;
};
