/**
 * What the session window's capture gets: the display that the trusted side has chosen, while a grant to view is live,
 * and nothing at any other time. The page chooses nothing.
 */
import {
  desktopCapturer,
  screen,
  type DesktopCapturerSource,
  type Session,
  type WebFrameMain,
} from 'electron';
import type { CaptureGate, Ports } from '../core/ports.ts';

type DisplayMediaOptions = {
  readonly session: Session;
  readonly isTrusted: (frame: WebFrameMain | null) => boolean;
  readonly log: Ports['log'];
};

export function createCaptureGate({ session, isTrusted, log }: DisplayMediaOptions): CaptureGate {
  let chosen: string | null = null;
  session.setDisplayMediaRequestHandler((request, answer) => {
    // Electron rejects the page's promise for `{}`, and says so by throwing at whoever answered.
    const refuse = (why: string): void => {
      log('capture refused', { why });
      try {
        answer({});
      } catch (error) {
        log('capture refusal reported', { kind: error instanceof Error ? error.name : 'unknown' });
      }
    };
    if (chosen === null || !isTrusted(request.frame)) return refuse('no grant');
    void sourceOf(chosen).then((source) => {
      // The grant may have ended while the system listed its screens.
      if (source === undefined || chosen === null) return refuse('no source');
      answer({ video: source });
    });
  });
  return {
    open: (display) => (chosen = display),
    close: () => (chosen = null),
  };
}

async function sourceOf(display: string): Promise<DesktopCapturerSource | undefined> {
  const thumbnailSize = { width: 0, height: 0 };
  const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize }).catch(() => []);
  const exact = sources.find((source) => source.display_id === display);
  if (exact !== undefined) return exact;
  // Where the system does not say which screen is which, only one screen is no question.
  return sources.length === 1 && screen.getAllDisplays().length === 1 ? sources[0] : undefined;
}
