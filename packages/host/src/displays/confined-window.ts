/** The one window that input is confined to. Owns the choice of how this system is asked about it. */
import { fail, ok, type DisplayInfo, type Result } from '@alongside/protocol';
import type { PixelPoint } from '../input/input-driver.ts';
import { loadNut, type Nut } from '../nut/load-nut.ts';
import type { WindowProblem } from './windows.ts';
import { openConfinedWindowX11 } from './x11-confined-window.ts';

/** Every answer is asked for anew: windows move, and others come up in front. */
export type ConfinedWindow = {
  /** Physical pixels of what is captured of it; undefined while it cannot be seen. */
  readonly region: () => Promise<DisplayInfo['bounds'] | undefined>;
  /** Whether it, and nothing else, would get what happens at this pixel; without one: what is typed. */
  readonly takes: (at: PixelPoint | undefined) => Promise<boolean>;
  /** Puts it in front and gives it the keyboard; resolves when the system has been told, not when it is done. */
  readonly raise: () => Promise<void>;
  readonly exists: () => Promise<boolean>;
  readonly close: () => void;
};

/** `handle` as the system numbers windows (X11: the program's own window, not the frame around it). */
export async function openConfinedWindow(handle: number): Promise<Result<ConfinedWindow, WindowProblem>> {
  if (process.platform === 'linux') return openConfinedWindowX11(handle);
  const nut = await loadNut();
  return nut.ok ? ok(confinedByNut(nut.value, handle)) : fail('unsupported');
}

/** There only the window in front is taken for the one that a click hits. */
function confinedByNut(nut: Nut, handle: number): ConfinedWindow {
  const provider = nut.providerRegistry.getWindow();
  const region = async (): Promise<DisplayInfo['bounds'] | undefined> => {
    try {
      const { left: x, top: y, width, height } = await provider.getWindowRegion(handle);
      return width > 0 && height > 0 ? { x, y, width, height } : undefined;
    } catch {
      return undefined;
    }
  };
  const isInFront = async (): Promise<boolean> => (await provider.getActiveWindow()) === handle;
  return {
    region,
    takes: async (at) => (await isInFront()) && (at === undefined || isIn(await region(), at)),
    async raise() {
      await provider.focusWindow(handle);
    },
    exists: async () => (await provider.getWindows()).includes(handle),
    close: () => undefined,
  };
}

function isIn(bounds: DisplayInfo['bounds'] | undefined, { x, y }: PixelPoint): boolean {
  return (
    bounds !== undefined &&
    x >= bounds.x &&
    y >= bounds.y &&
    x < bounds.x + bounds.width &&
    y < bounds.y + bounds.height
  );
}
