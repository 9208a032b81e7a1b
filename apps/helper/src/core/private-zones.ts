/**
 * What the customer hides of their own screen: areas of a monitor, and windows wherever they go. It is black before the
 * picture is encoded, and nothing injected reaches it. Hiding is theirs at any time; showing again is not possible while
 * somebody looks.
 */
import type { ParticipantId, PeerMessage, Rect, SharedWindow, SurfacePoint } from '@alongside/protocol';
import { MAX_ZONES, type ZonesView } from '../contract/zones-view.ts';
import type { AuthorityShell } from './authority-shell.ts';
import { isScreenSeen } from './files-in.ts';
import type { Ports } from './ports.ts';
import type { SharedDisplay } from './shared-display.ts';
import { fractionOf, holds, unionOf } from './zone-geometry.ts';

/**
 * How often a hidden window is looked for. The page holds each frame back for longer than two looks, and a moved window is
 * covered wherever it was in the last four: no frame shows it before it is known where it went.
 */
const LOOK_MS = 100;
const KEPT_LOOKS = 4;
/** Shadows and frames that a window is larger by than it says. */
const MARGIN = 12;
const EVERYTHING: Rect = { x: 0, y: 0, width: 1, height: 1 };

type Area = { readonly id: string; readonly kind: 'area'; readonly bounds: Rect };
type Hidden = {
  readonly id: string;
  readonly kind: 'window';
  readonly window: SharedWindow;
  /** In pixels, of the last looks, newest first; none where it could not be seen. */
  regions: readonly Rect[];
  hasKeyboard: boolean;
};

type PrivateZonesOptions = {
  readonly ports: Pick<Ports, 'clock' | 'displays' | 'session' | 'windows' | 'zones'>;
  readonly shell: Pick<AuthorityShell, 'state'>;
  readonly display: Pick<SharedDisplay, 'surface'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
};

export class PrivateZones {
  readonly #options: PrivateZonesOptions;
  #zones: readonly (Area | Hidden)[] = [];
  #shared: Rect | null = null;
  #next = 0;
  #stopLooking: (() => void) | null = null;
  #shown = '';
  #hidden: readonly Rect[] = [];

  constructor(options: PrivateZonesOptions) {
    this.#options = options;
  }

  /** In fractions of that monitor. False where there is no such monitor, or no room. */
  addArea(display: string, part: Rect): boolean {
    const { bounds } = this.#options.ports.displays.list().find(({ id }) => id === display) ?? {};
    if (bounds === undefined) return false;
    const { x, y, width, height } = part;
    return this.#add({
      id: this.#newId(),
      kind: 'area',
      bounds: {
        x: bounds.x + x * bounds.width,
        y: bounds.y + y * bounds.height,
        width: width * bounds.width,
        height: height * bounds.height,
      },
    });
  }

  addWindow(window: SharedWindow): boolean {
    const isThere = this.#zones.some((zone) => zone.kind === 'window' && zone.window.id === window.id);
    if (isThere) return true;
    return this.#add({ id: this.#newId(), kind: 'window', window, regions: [], hasKeyboard: false });
  }

  /** False while somebody looks. */
  remove(id: string): boolean {
    if (isScreenSeen(this.#options.shell)) return false;
    this.#forget(this.#zones.filter((zone) => zone.id === id));
    this.#change(this.#zones.filter((zone) => zone.id !== id));
    return true;
  }

  /** Whether what happens here would reach what is hidden; without a point: what is typed. */
  covers(at: SurfacePoint | null): boolean {
    if (at === null) return this.#zones.some((zone) => zone.kind === 'window' && zone.hasKeyboard);
    return this.#hidden.some((rect) => holds(rect, at));
  }

  /** Grants, or what is shared, have changed. */
  update(): void {
    this.#stopLooking?.();
    this.#stopLooking = null;
    if (this.#zones.length > 0 && isScreenSeen(this.#options.shell)) void this.#look();
    this.show();
  }

  /** Told before a capture begins, and at every change. */
  show(isForced = false): void {
    this.#hidden = this.#hiddenNow();
    const view: ZonesView = {
      zones: this.#zones.map((zone) =>
        zone.kind === 'window' ? { id: zone.id, title: zone.window.title } : { id: zone.id, title: null },
      ),
      hidden: [...this.#hidden],
      canHide: this.#options.ports.zones.isPossible,
      isFollowed: this.#zones.some(({ kind }) => kind === 'window'),
      canShowAgain: !isScreenSeen(this.#options.shell),
    };
    const shown = JSON.stringify(view);
    if (shown === this.#shown && !isForced) return;
    this.#shown = shown;
    this.#options.ports.session.emit('zones.changed', view);
  }

  close(): void {
    this.#stopLooking?.();
    this.#stopLooking = null;
    this.#forget(this.#zones);
    this.#zones = [];
    this.#shown = '';
    this.#hidden = [];
  }

  #add(zone: Area | Hidden): boolean {
    if (this.#zones.length >= MAX_ZONES) return false;
    this.#change([...this.#zones, zone]);
    return true;
  }

  #change(zones: readonly (Area | Hidden)[]): void {
    this.#zones = zones;
    this.update();
    const { shell, send } = this.#options;
    // Whoever sees the screen knows that it is not all of it.
    for (const peer of shell.state.peers.keys()) send(peer, { type: 'screen.hidden', count: zones.length });
  }

  #forget(zones: readonly (Area | Hidden)[]): void {
    for (const zone of zones) if (zone.kind === 'window') this.#options.ports.zones.forget(zone.window);
  }

  #newId(): string {
    this.#next += 1;
    return String(this.#next);
  }

  /** One look after the other: a slow system is asked less often. */
  async #look(): Promise<void> {
    let isOver = false;
    let cancel: () => void = () => undefined;
    this.#stopLooking = () => {
      isOver = true;
      cancel();
    };
    const { zones, clock } = this.#options.ports;
    const next = async (): Promise<void> => {
      const surface = this.#options.display.surface();
      const shared = surface?.kind === 'window' ? await zones.regionOf(surface.window) : null;
      for (const zone of this.#zones) {
        if (zone.kind !== 'window') continue;
        const found = await zones.regionOf(zone.window);
        zone.regions = [...(found === undefined ? [] : [found.region]), ...zone.regions].slice(0, KEPT_LOOKS);
        if (found === undefined) zone.regions = zone.regions.slice(0, -1);
        zone.hasKeyboard = found?.hasKeyboard ?? false;
      }
      if (isOver) return;
      this.#shared = shared?.region ?? null;
      this.show();
      cancel = clock.after(LOOK_MS, () => void next());
    };
    await next();
  }

  #hiddenNow(): readonly Rect[] {
    const surface = this.#options.display.surface();
    if (surface === undefined || this.#zones.length === 0) return [];
    const bounds = surface.kind === 'display' ? surface.display.bounds : this.#shared;
    // Where it is not known what is seen, nothing is.
    if (bounds === null) return [EVERYTHING];
    return this.#zones.flatMap((zone) => {
      const place = zone.kind === 'area' ? zone.bounds : unionOf(zone.regions, MARGIN);
      return place === null ? [] : (fractionOf(place, bounds) ?? []);
    });
  }
}
