/** What of this machine can be captured, and the one door through which a page gets any of it. */
import {
  BaseWindow,
  desktopCapturer,
  type DesktopCapturerSource,
  type Session,
  type WebFrameMain,
} from 'electron';

/** `picture`: what it shows now, as a data URL; empty where the system gives none. */
export type CaptureChoice = { readonly id: string; readonly title: string; readonly picture: string };

const PICTURE = { width: 240, height: 150 } as const;
const MAX_TITLE_LENGTH = 200;

/** Screens, or the windows of other programs. Rejects where the system lists none. */
export async function listCaptureSources(type: 'screen' | 'window'): Promise<readonly CaptureChoice[]> {
  const own = new Set(BaseWindow.getAllWindows().map((window) => window.getMediaSourceId()));
  const sources = await desktopCapturer.getSources({ types: [type], thumbnailSize: PICTURE });
  return sources
    .filter(({ id }) => !own.has(id))
    .map(({ id, name, thumbnail }) => {
      const picture = thumbnail.isEmpty() ? '' : thumbnail.toDataURL();
      return { id, title: name.slice(0, MAX_TITLE_LENGTH), picture };
    });
}

const LARGE = { width: 1_280, height: 800 } as const;

/** What a monitor shows now, large enough to draw on; null where the system gives none. */
export async function pictureOfDisplay(id: string): Promise<string | null> {
  const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: LARGE });
  const found = sources.find(({ display_id }) => display_id === id) ?? sources[0];
  return found === undefined || found.thumbnail.isEmpty() ? null : toJpegUrl(found);
}

/** A third of what the same takes without loss. */
function toJpegUrl({ thumbnail }: DesktopCapturerSource): string {
  return `data:image/jpeg;base64,${thumbnail.toJPEG(80).toString('base64')}`;
}

/** Without pictures, which take long. */
export async function captureSources(type: 'screen' | 'window'): Promise<readonly DesktopCapturerSource[]> {
  return desktopCapturer
    .getSources({ types: [type], thumbnailSize: { width: 0, height: 0 } })
    .catch(() => []);
}

/** What a page's capture is answered with. */
export type CaptureSource = Pick<DesktopCapturerSource, 'id' | 'name'>;

type FindSource = () => Promise<CaptureSource | undefined>;

export type SourceGate = {
  /** From now on whoever captures gets what is found, and nothing else. */
  readonly open: (find: FindSource) => void;
  readonly close: () => void;
};

type SourceGateOptions = {
  readonly session: Session;
  readonly isTrusted: (frame: WebFrameMain | null) => boolean;
  readonly log: (step: string, detail?: Readonly<Record<string, string>>) => void;
};

/** Closed until it is opened. The page chooses nothing. */
export function createSourceGate({ session, isTrusted, log }: SourceGateOptions): SourceGate {
  let chosen: FindSource | null = null;
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
    const find = chosen;
    if (find === null || !isTrusted(request.frame)) return refuse('no grant');
    void find().then((source) => {
      // It may have been closed while the system listed its screens.
      if (source === undefined || chosen === null) return refuse('no source');
      answer({ video: source });
    });
  });
  return {
    open: (find) => (chosen = find),
    close: () => (chosen = null),
  };
}
