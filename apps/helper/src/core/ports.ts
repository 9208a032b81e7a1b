/** What the core needs of whatever it runs in: Electron, a Node process with a browser window, or a page alone. */
import {
  fail,
  ok,
  type ClipboardContent,
  type DisplayInfo,
  type FileProblem,
  type FolderListing,
  type FolderPlace,
  type FolderProblem,
  type GrantId,
  type InputCommand,
  type Machine,
  type ListedFile,
  type Rect,
  type Result,
  type SharedWindow,
  type SurfacePoint,
  type SystemReport,
} from '@alongside/protocol';
import type { Askers, Board, FileDisk } from '@alongside/session';
import type { BannerView } from '../contract/banner-contract.ts';
import type { KeyNames, PromptView, WindowChoice } from '../contract/consent-contract.ts';
import type { Served } from '@alongside/ipc';
import type { Intent, Place, SessionContract, Start } from '../contract/session-contract.ts';
import type { KeptCore } from './kept-session.ts';

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

/** One window at a time instead of a whole monitor. */
export type Windows = {
  /** Those that may be shared, ours not among them, with what they show now. Empty where there are none to choose. */
  readonly list: () => Promise<readonly WindowChoice[]>;
  /** Tells once when it has gone. Returns what ends the watch. */
  readonly watch: (window: SharedWindow, onGone: () => void) => () => void;
};

/** What it takes to hide parts of the screen. */
export type Zones = {
  readonly isPossible: boolean;
  /** A data URL of what this monitor shows now; null where the system gives none. */
  readonly pictureOf: (display: DisplayInfo) => Promise<string | null>;
  /** Where a window is, in the pixels that displays are in; undefined while it cannot be seen. */
  readonly regionOf: (
    window: SharedWindow,
  ) => Promise<{ readonly region: Rect; readonly hasKeyboard: boolean } | undefined>;
  /** It is not asked for any more. */
  readonly forget: (window: SharedWindow) => void;
};

/** Where nothing can be hidden: there is no picture to choose from. */
export const NO_ZONES_HERE: Zones = {
  isPossible: false,
  pictureOf: () => Promise.resolve(null),
  regionOf: () => Promise.resolve(undefined),
  forget: () => undefined,
};

/** Where nobody but the system's own picker knows them. */
export const NO_WINDOWS: Windows = { list: () => Promise.resolve([]), watch: () => () => undefined };

export type SharedSurface =
  | { readonly kind: 'display'; readonly display: DisplayInfo }
  | { readonly kind: 'window'; readonly window: SharedWindow };

/** What the session window's capture may get. Closed unless a grant to view is live. */
export type CaptureGate = {
  /** Null where nobody but the system's own picker knows what there is. */
  readonly open: (surface: SharedSurface | null) => void;
  readonly close: () => void;
};

/** Presses and moves; the core has checked that it may. */
export type InputSink = {
  readonly inject: (command: InputCommand, surface: SharedSurface) => void;
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

export type MachineClipboard = {
  /** What is copied from now on; null ends it. */
  readonly watch: (onChange: ((content: ClipboardContent) => void) | null) => Promise<unknown>;
  /** Whether it can be pasted now. */
  readonly write: (content: ClipboardContent) => Promise<boolean>;
};

/** Where no clipboard can be reached. */
export const NO_CLIPBOARD: MachineClipboard = {
  watch: () => Promise.resolve(),
  write: () => Promise.resolve(false),
};

/** Lines over the shared monitor that let every click through. */
export type Overlay = {
  /** Nothing where the board is empty, or there is no monitor. */
  readonly show: (board: Board, display: DisplayInfo | undefined) => void;
};

export const NO_OVERLAY: Overlay = { show: () => undefined };

/** Where files go that the customer takes. */
export type Downloads = FileDisk & {
  readonly canChoose: boolean;
  /** Shows where it lies; null where there is nothing to show it in. */
  readonly show: ((path: string) => void) | null;
};

/** Where nobody offers any. */
export const NO_DOWNLOADS: Downloads = {
  canChoose: false,
  show: null,
  open: () => Promise.resolve(fail('not-writable')),
  reopen: () => Promise.resolve(fail('not-writable')),
};

/** A file that is read by somebody else, as long as it stays what it was. */
export type OpenSource = {
  readonly size: number;
  readonly read: (
    start: number,
    end: number,
  ) => Promise<Result<Uint8Array, Extract<FileProblem, `source-${string}`>>>;
  /** Of the whole, hex; null before all of it was read. */
  readonly sha256: string | null;
  readonly close: () => Promise<void>;
};

export type FoundFile = { readonly path: string; readonly file: ListedFile };

/** Folders as far as their person allows. */
export type FolderAccess = {
  readonly list: (folder: string) => Promise<Result<FolderListing, FolderProblem>>;
  /** Where it really is. */
  readonly find: (folder: string) => Promise<Result<string, FolderProblem>>;
  readonly make: (folder: string, name: string) => Promise<Result<unknown, FolderProblem>>;
  readonly rename: (path: string, name: string) => Promise<Result<unknown, FolderProblem>>;
  readonly remove: (paths: readonly string[]) => Promise<Result<unknown, FolderProblem>>;
  readonly survey: (
    paths: readonly string[],
    signal: AbortSignal,
  ) => Promise<Result<readonly FoundFile[], FolderProblem>>;
  readonly open: (path: string) => Promise<Result<OpenSource, FolderProblem>>;
};

export type MachineFolders = {
  readonly places: () => Promise<readonly FolderPlace[]>;
  /** @param allowed null: all that this person can open */
  readonly within: (allowed: readonly string[] | null) => FolderAccess;
  /** In the system's own dialog; null where there is none. */
  readonly choose: (() => Promise<string | null>) | null;
};

const NOT_HERE = () => Promise.resolve(fail('not-allowed' as const));
/** Where the machine says that it cannot. */
export const NO_FOLDERS: MachineFolders = {
  places: () => Promise.resolve([]),
  choose: null,
  within: () => ({
    list: NOT_HERE,
    find: NOT_HERE,
    make: NOT_HERE,
    rename: NOT_HERE,
    remove: NOT_HERE,
    survey: NOT_HERE,
    open: NOT_HERE,
  }),
};

/** Reads this machine, category by category, each told as soon as it is there; resolves with the last, or when aborted. */
export type SystemInfo = (signal: AbortSignal, onCategory: (report: SystemReport) => void) => Promise<void>;

/** Where the machine says that it cannot. */
export const NO_SYSTEM_INFO: SystemInfo = () => Promise.resolve();

/** A text for the customer to keep, where they say. `not-here`: a page can do it by itself. */
export type SaveFile = (file: {
  readonly name: string;
  readonly text: string;
}) => Promise<Result<'saved' | 'cancelled' | 'not-here', 'failed'>>;

export const SAVED_BY_PAGE: SaveFile = () => Promise.resolve(ok('not-here'));

/** The title of the window that its person works in; null where that cannot be said. */
export type ActiveWindow = () => Promise<string | null>;

/** Where it never can. */
export const NO_ACTIVE_WINDOW: ActiveWindow = () => Promise.resolve(null);

/** Starts the machine anew and brings this program back there; false where the system refuses. */
export type Reboot = () => Promise<boolean>;

/** Where the machine says that it cannot. */
export const NO_REBOOT: Reboot = () => Promise.resolve(false);

/** Where nothing outlasts the program. */
export const KEEP_NOTHING: Ports['keep'] = () => undefined;

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
  /** Where the next page goes back to, should this one break; null: nowhere. */
  readonly keepPlace: (place: Place | null) => void;
  /** The customer wants to be done: close it, and the program with it. */
  readonly close: () => void;
};

export type Ports = {
  /** Who may ask for something of this machine. */
  readonly askers: Askers;
  readonly clock: Clock;
  readonly session: SessionWindow;
  /** What the first screen begins with. */
  readonly start: () => Start;
  readonly newGrantId: () => GrantId;
  readonly prompts: PromptWindow;
  readonly banner: BannerWindow;
  readonly displays: Displays;
  readonly windows: Windows;
  readonly zones: Zones;
  readonly capture: CaptureGate;
  readonly input: InputSink;
  readonly ownWindows: OwnWindows;
  readonly clipboard: MachineClipboard;
  readonly panicKey: PanicKey;
  readonly overlay: Overlay;
  readonly reboot: Reboot;
  readonly downloads: Downloads;
  readonly folders: MachineFolders;
  readonly systemInfo: SystemInfo;
  readonly activeWindow: ActiveWindow;
  readonly saveFile: SaveFile;
  /** All that a program that breaks off now leaves to the next one; told at every change. */
  readonly keep: (kept: KeptCore) => void;
  readonly machine: () => Machine;
  readonly keyNames: KeyNames;
  /** One line per step of life; never codes, names or keys. */
  readonly log: (step: string, detail?: Readonly<Record<string, string | number | boolean>>) => void;
};
