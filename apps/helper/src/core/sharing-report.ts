/**
 * Tells windows and machine what is allowed at this moment: list and banner, capture gate, panic key, and the watch
 * for the customer's own hand. All of it follows from the authority's state.
 */
import { surfaceOf, type SharedWindow } from '@alongside/protocol';
import { viewOf } from '@alongside/session';
import type { BannerView } from '../contract/banner-contract.ts';
import type { Sharing } from '../contract/sharing-view.ts';
import type { AuthorityShell } from './authority-shell.ts';
import type { Ports } from './ports.ts';
import type { RecordingWatch } from './recording-watch.ts';
import type { SessionBook } from './session-book.ts';
import type { SharedDisplay } from './shared-display.ts';
import { bannerOf, sharingOf } from './sharing.ts';

type SharingReportOptions = {
  readonly ports: Ports;
  readonly shell: AuthorityShell;
  readonly book: SessionBook;
  readonly display: SharedDisplay;
  readonly recording: Pick<RecordingWatch, 'recorders'>;
  readonly stopAll: (why: 'panic') => void;
};

export class SharingReport {
  readonly #options: SharingReportOptions;
  readonly #stopListening: () => void;
  #wantsPanicKey = false;
  #hasPanicKey = false;
  #isWatching = false;
  #watched: { readonly id: string; readonly stop: () => void } | null = null;

  constructor(options: SharingReportOptions) {
    this.#options = options;
    const { ports, shell } = options;
    // The customer brings a window of ours to the front in mid-typing: held keys are let go at once, not at the next key.
    this.#stopListening = ports.ownWindows.onChange(() => {
      const isControlled = viewOf(shell.state).control.holder !== null;
      if (isControlled && ports.ownWindows.hasFocus()) shell.dispatch({ type: 'own-window', covered: true });
    });
  }

  get banner(): BannerView | null {
    return bannerOf(this.#sharing, this.#options.ports.keyNames);
  }

  update(): void {
    const { ports, shell, display } = this.#options;
    const { grants, control, window } = viewOf(shell.state);
    const shown = grants.map(({ capability }) => surfaceOf(capability));
    this.#armPanicKey(grants.length > 0);
    this.#watchHand(control.holder !== null);
    this.#watchWindow(shown.includes('application') ? window : null);
    if (shown.every((surface) => surface === null)) ports.capture.close();
    ports.session.emit('sharing.changed', this.#sharing);
    ports.banner.show(this.banner, display.current());
  }

  close(): void {
    const { ports } = this.#options;
    this.#stopListening();
    this.#armPanicKey(false);
    this.#watchHand(false);
    this.#watchWindow(null);
    ports.capture.close();
    ports.banner.show(null, undefined);
  }

  get #sharing(): Sharing {
    const { shell, book, recording } = this.#options;
    return sharingOf(shell.state, {
      panicKey: this.#hasPanicKey,
      nameOf: book.nameOf,
      recorders: recording.recorders,
    });
  }

  #armPanicKey(isWanted: boolean): void {
    if (isWanted === this.#wantsPanicKey) return;
    this.#wantsPanicKey = isWanted;
    const { ports, stopAll } = this.#options;
    this.#hasPanicKey = ports.panicKey.arm(isWanted ? () => stopAll('panic') : null) && isWanted;
  }

  #watchWindow(window: SharedWindow | null): void {
    if (window?.id === this.#watched?.id) return;
    this.#watched?.stop();
    const { ports, shell } = this.#options;
    const stop =
      window === null ? null : ports.windows.watch(window, () => shell.dispatch({ type: 'window.closed' }));
    this.#watched = window === null || stop === null ? null : { id: window.id, stop };
  }

  #watchHand(isWanted: boolean): void {
    if (isWanted === this.#isWatching) return;
    this.#isWatching = isWanted;
    const { ports, shell } = this.#options;
    ports.input.watch(isWanted ? () => shell.dispatch({ type: 'local-input' }) : null);
  }
}
