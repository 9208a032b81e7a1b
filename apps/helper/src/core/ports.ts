/** What the core needs of whatever it runs in: Electron, a Node process with a browser window, or a page alone. */
import type { DisplayInfo, GrantId, InputCommand, Result, SurfacePoint } from '@alongside/protocol';
import type { BannerView } from '../contract/banner-contract.ts';
import type { KeyNames, PromptView } from '../contract/consent-contract.ts';
import type { Served } from '@alongside/ipc';
import type { Intent, Machine, SessionContract, Start } from '../contract/session-contract.ts';

export type Clock = {
  /** Milliseconds since the epoch, never going back while the program runs. */
  readonly now: () => number;
  /** Returns what cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

/** Where a question is put to the customer. At most one at a time. */
export type PromptWindow = {
  /** `onClosed`: the customer closed it, or it broke: the same as a no. */
  readonly show: (prompt: PromptView, onClosed: () => void) => void;
  readonly close: () => void;
};

export type BannerWindow = {
  /** Shows or updates it on the display that is shared; null hides it. */
  readonly show: (banner: BannerView | null, display: DisplayInfo | undefined) => void;
};

export type Displays = {
  /** The primary one first. Empty where there is nothing to choose from. */
  readonly list: () => readonly DisplayInfo[];
  readonly onChange: (listener: () => void) => () => void;
};

/** What the session window's capture may get. Closed unless a grant to view is live. */
export type CaptureGate = {
  readonly open: (display: string | null) => void;
  readonly close: () => void;
};

/** Presses and moves; the core has checked that it may. */
export type InputSink = {
  readonly inject: (command: InputCommand, display: DisplayInfo) => void;
  /** Drops what is queued and lets go of everything that is held. */
  readonly stop: () => void;
  /** The customer's own hand is watched for while somebody has control. */
  readonly watch: (onLocalInput: (() => void) | null) => void;
};

/** Our own windows, which nothing injected may reach. */
export type OwnWindows = {
  readonly covers: (at: SurfacePoint, display: DisplayInfo) => boolean;
  readonly hasFocus: () => boolean;
  /** One of them has come to the front, gone, or moved. */
  readonly onChange: (listener: () => void) => () => void;
};

export type PanicKey = {
  /** Whether the key could be taken; `onPress` null gives it back. */
  readonly arm: (onPress: (() => void) | null) => boolean;
};

/** The session window, whichever is there now; nobody hears it while there is none. */
export type SessionWindow = {
  readonly emit: Served<SessionContract>['emit'];
  /** Lets the window connect to this relay; `reloading` where that takes a fresh page. */
  readonly confirmRelay: (relay: string, intent: Intent) => Result<'go-on' | 'reloading', 'not-a-relay'>;
  /** Why the page's last connection failed: a page cannot tell these two apart. */
  readonly explainFailure: () => 'unreachable' | 'certificate';
  /** The customer wants to be done: close it, and the program with it. */
  readonly close: () => void;
};

export type Ports = {
  readonly clock: Clock;
  readonly session: SessionWindow;
  /** What the first screen begins with. */
  readonly start: () => Start;
  readonly newGrantId: () => GrantId;
  readonly prompts: PromptWindow;
  readonly banner: BannerWindow;
  readonly displays: Displays;
  readonly capture: CaptureGate;
  readonly input: InputSink;
  readonly ownWindows: OwnWindows;
  readonly panicKey: PanicKey;
  readonly machine: () => Machine;
  readonly keyNames: KeyNames;
  /** One line per step of life; never codes, names or keys. */
  readonly log: (step: string, detail?: Readonly<Record<string, string | number | boolean>>) => void;
};
