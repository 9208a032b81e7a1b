/** What windows there are and which is in front, so that a helper can keep input out of its own. Owns the reading only. */
import { fail, ok, type Result } from '@alongside/protocol';
import { loadNut } from '../nut/load-nut.ts';
import type { DisplayInfo } from '@alongside/protocol';

export type WindowInfo = { readonly title: string; readonly region: DisplayInfo['bounds'] };
export type WindowProblem = 'unsupported';

/** Titles are what other programs say: text only, hostile like any other. On X11 `probeInput` must have said yes. */
export async function windows(): Promise<Result<readonly WindowInfo[], WindowProblem>> {
  const nut = await loadNut();
  if (!nut.ok) return nut;
  try {
    const all = await nut.value.getWindows();
    const read = await Promise.all(all.map(readWindow));
    return ok(read.filter((window) => window !== undefined));
  } catch {
    return fail('unsupported');
  }
}

/** Undefined where no window has the focus. */
export async function activeWindow(): Promise<Result<WindowInfo | undefined, WindowProblem>> {
  const nut = await loadNut();
  if (!nut.ok) return nut;
  try {
    return ok(await readWindow(await nut.value.getActiveWindow()));
  } catch {
    return fail('unsupported');
  }
}

type NutWindow = {
  readonly title: Promise<string>;
  readonly region: Promise<{
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  }>;
};

/** Undefined for a window that went away meanwhile. */
async function readWindow(window: NutWindow): Promise<WindowInfo | undefined> {
  const [title, region] = await Promise.allSettled([window.title, window.region]);
  if (title.status === 'rejected' || region.status === 'rejected') return undefined;
  const { left, top, width, height } = region.value;
  return { title: title.value, region: { x: left, y: top, width, height } };
}
