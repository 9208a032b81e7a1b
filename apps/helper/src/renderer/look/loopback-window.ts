/** What Electron's main does to a window, the page does to its own where there is no Electron. */
import type { Bridge, Contract } from '@alongside/ipc';
import { connectLoopback } from '@alongside/ipc/loopback-client';

export type WindowSize = { readonly width: number; readonly height: number };

/** Browsers give every app window the size of the first; a page may change that of its own. */
export async function connectLoopbackWindow<C extends Contract>(
  contract: C,
  centred: WindowSize | null = null,
): Promise<Bridge<C>> {
  if (centred !== null) centre(centred);
  const bridge = await connectLoopback(contract);
  // The program has ended, or what this window was for is over.
  bridge.onGone(() => window.close());
  return bridge;
}

function centre(wanted: WindowSize): void {
  const { availWidth, availHeight } = screen;
  const width = Math.min(wanted.width, availWidth);
  const height = Math.min(wanted.height, availHeight);
  window.resizeTo(width, height);
  window.moveTo(Math.round((availWidth - width) / 2), Math.round((availHeight - height) / 2));
}
