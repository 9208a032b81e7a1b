/** What Electron's main does to a window, the page does to its own where there is no Electron. */
import type { Bridge, Contract } from '@alongside/ipc';
import { connectLoopback } from '@alongside/ipc/loopback-client';

export type WindowSize = { readonly width: number; readonly height: number };

/** A question stands in the middle; the window that stays open stands beside the work, where it covers least. */
export type WindowPlace = { readonly at: 'centre' | 'right'; readonly size: WindowSize };

const GAP = 24;

/** Browsers give every app window the size of the first; a page may change that of its own. */
export async function connectLoopbackWindow<C extends Contract>(
  contract: C,
  place: WindowPlace,
): Promise<Bridge<C>> {
  putAt(place);
  const bridge = await connectLoopback(contract);
  // The program has ended, or what this window was for is over.
  bridge.onGone(() => window.close());
  return bridge;
}

function putAt({ at, size }: WindowPlace): void {
  const { availWidth, availHeight } = screen;
  const width = Math.min(size.width, availWidth);
  const height = Math.min(size.height, availHeight - 2 * GAP);
  window.resizeTo(width, height);
  const left = at === 'right' ? availWidth - width - GAP : (availWidth - width) / 2;
  window.moveTo(Math.round(left), Math.round((availHeight - height) / 2));
}
