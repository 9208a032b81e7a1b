/**
 * What the authority of the machine that is shared knows: a customer's, or a CSR's own while it lets customers ask. Pure data: no clock, no ids of its own, no DOM, no Node.
 * Who holds control, what is paused and what is on screen are derived from it, never stored beside it.
 */
import {
  isCsr,
  type Capability,
  type Grant,
  type GrantId,
  type Machine,
  type ParticipantId,
  type RequestId,
  type Role,
  type SharedWindow,
  type TrustLevel,
} from '@alongside/protocol';

/**
 * Whether the other end is who it says.
 * `unknown`: nothing has been proved or shown yet; the picture may be asked for, control not. → known, refused
 * `known`: the link's secret was proved, or words stand on both screens. → known (another level), refused
 * `refused`: proof or words were wrong. Final for these keys: somebody may sit in between. → unknown, by other keys only
 */
export type Trust =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly level: TrustLevel; readonly words: readonly number[] }
  | { readonly kind: 'refused' };

/**
 * `here`: connected. → lost, or the peer is taken out of the map when it is gone
 * `lost`: the transport broke; grants wait, unused. → here (same keys, before `until`), else taken out with its grants
 */
export type Presence = { readonly kind: 'here' } | { readonly kind: 'lost'; readonly until: number };

/**
 * What the customer said to later requests of this peer.
 * `ask`: each is put on screen. → all, by the tick box with an *Allow*
 * `all`: granted without a prompt. → ask, by anything that the customer takes back, or by other keys
 */
type Blanket = { readonly kind: 'ask' } | { readonly kind: 'all'; readonly since: number };

export type AuthorityPeer = {
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: Role;
  /** DTLS fingerprint: what all that was given to this peer is bound to. */
  readonly keys: string;
  readonly presence: Presence;
  readonly trust: Trust;
  readonly blanket: Blanket;
};

export type PendingRequest = {
  readonly requestId: RequestId;
  readonly capability: Capability;
  readonly peer: ParticipantId;
  readonly expiresAt: number;
  /** Kept for the grant that may come of it. */
  readonly grantId: GrantId;
};

/** A question that came up and has not been answered with a yes. */
export type Asking = { readonly peer: ParticipantId; readonly at: number };

/**
 * `clear`: nobody asks anything. → asking
 * `asking`: one request is on screen, injected input is frozen. → asking (the next one), clear
 */
type Desk =
  | { readonly kind: 'clear' }
  | {
      readonly kind: 'asking';
      readonly shown: PendingRequest;
      readonly shownAt: number;
      readonly waiting: readonly PendingRequest[];
    };

/**
 * The customer's own hand.
 * `off`: mouse and keyboard rest. → on, while somebody controls
 * `on`: used a moment ago; the CSR's input is held back. → on (later `until`), off at `until` or when control ends
 */
export type Hand = { readonly kind: 'off' } | { readonly kind: 'on'; readonly until: number };

/** `covered`: the input would reach one of our own windows. ⇄ `free` */
type Shield = { readonly kind: 'free' } | { readonly kind: 'covered' };

/** Who may ask for something here: on a customer's machine CSRs, on a CSR's own machine customers. */
export type Askers = 'csrs' | 'customers';

export type AuthorityState = {
  readonly askers: Askers;
  readonly peers: ReadonlyMap<ParticipantId, AuthorityPeer>;
  readonly desk: Desk;
  /** Of the last minutes. */
  readonly asks: readonly Asking[];
  /** Of this session: whoever was refused does not become somebody new by leaving and coming back. */
  readonly refusedKeys: readonly string[];
  /** All that is allowed. At most one is control: its CSR is the holder. */
  readonly grants: readonly Grant[];
  readonly hand: Hand;
  readonly shield: Shield;
  readonly machine: Machine;
  /**
   * All see the same: one display (null: the primary one), or one window while `window` is set. `version` rises
   * whenever fractions of the surface may mean other pixels.
   */
  readonly surface: {
    readonly display: string | null;
    readonly window: SharedWindow | null;
    readonly version: number;
  };
  /** Rises when the lead changes hands: nothing of the time before counts any more. */
  readonly leadership: number;
  /** Inputs that state another one are dropped. */
  readonly epoch: number;
};

export function initialAuthority(askers: Askers = 'csrs'): AuthorityState {
  return {
    askers,
    peers: new Map(),
    desk: { kind: 'clear' },
    asks: [],
    refusedKeys: [],
    grants: [],
    hand: { kind: 'off' },
    shield: { kind: 'free' },
    machine: {
      captureProblem: null,
      inputProblem: null,
      applicationProblem: null,
      clipboardProblem: null,
      drawingProblem: null,
      rebootProblem: null,
      systemInfoProblem: null,
      filesProblem: null,
    },
    surface: { display: null, window: null, version: 0 },
    leadership: 0,
    epoch: 0,
  };
}

export function mayAsk({ askers }: AuthorityState, role: Role): boolean {
  return isCsr(role) === (askers === 'csrs');
}

export function withPeer(state: AuthorityState, peer: AuthorityPeer): AuthorityState {
  return { ...state, peers: new Map(state.peers).set(peer.id, peer) };
}

/** *Allow all actions* would turn a *Stop* into a blink: whatever is taken back ends it. */
export function withoutBlanket(state: AuthorityState, of: (peer: AuthorityPeer) => boolean): AuthorityState {
  const peers = new Map(state.peers);
  for (const peer of state.peers.values()) {
    if (of(peer)) peers.set(peer.id, { ...peer, blanket: { kind: 'ask' } });
  }
  return { ...state, peers };
}
