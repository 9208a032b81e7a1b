/** What windows there are, so that a helper can keep input out of its own. Owns the choice of how to find out. */
import { fail, ok, type Result } from '@alongside/protocol';
import { loadNut, type Nut } from '../nut/load-nut.ts';
import type { WindowInfo } from './window-info.ts';
import { listWindowsX11 } from './x11-windows.ts';

export type WindowProblem = 'no-display' | 'unsupported';

/** From front to back on X11; elsewhere in the order that the system gives. Costs some milliseconds. */
export async function windows(): Promise<Result<readonly WindowInfo[], WindowProblem>> {
  if (process.platform === 'linux') return listWindowsX11();
  const nut = await loadNut();
  if (!nut.ok) return nut;
  try {
    // The provider rather than nut-js's own windows: those cut regions off at the primary display.
    const provider = nut.value.providerRegistry.getWindow();
    const [active, handles] = await Promise.all([provider.getActiveWindow(), provider.getWindows()]);
    const read = await Promise.all(handles.map((handle) => readWindow(provider, handle, active)));
    return ok(read.filter((window) => window !== undefined));
  } catch {
    return fail('unsupported');
  }
}

/** Empty where no window has the keyboard. */
export async function activeWindowTitle(): Promise<Result<string, WindowProblem>> {
  const all = await windows();
  return all.ok ? ok(all.value.find(({ isActive }) => isActive)?.title ?? '') : all;
}

type WindowProvider = ReturnType<Nut['providerRegistry']['getWindow']>;

/** Undefined for a window that went away meanwhile. */
async function readWindow(
  provider: WindowProvider,
  handle: number,
  active: number,
): Promise<WindowInfo | undefined> {
  try {
    const [title, region] = await Promise.all([
      provider.getWindowTitle(handle),
      provider.getWindowRegion(handle),
    ]);
    const { left: x, top: y, width, height } = region;
    return {
      title,
      region: { x, y, width, height },
      processId: undefined,
      isActive: handle === active,
    };
  } catch {
    return undefined;
  }
}
