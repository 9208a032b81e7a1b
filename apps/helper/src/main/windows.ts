/** The windows that a customer may share one of: all that the system can capture, but ours. */
import { openConfinedWindow, type ConfinedWindow } from '@alongside/host';
import type { SharedWindow } from '@alongside/protocol';
import { listCaptureSources } from '@alongside/shell';
import type { WindowChoice } from '../contract/consent-contract.ts';
import type { Ports, Windows } from '../core/ports.ts';
import { windowHandle } from './window-source.ts';

/** How soon everybody hears that the shared window has been closed. */
const LOOK_MS = 500;

export function createWindows(log: Ports['log']): Windows {
  return { list: () => listWindows(log), watch: watchWindow };
}

async function listWindows(log: Ports['log']): Promise<readonly WindowChoice[]> {
  try {
    const sources = await listCaptureSources('window');
    return sources.filter(({ id }) => windowHandle(id) !== undefined);
  } catch (error) {
    log('windows not listed', { kind: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}

function watchWindow({ id }: SharedWindow, onGone: () => void): () => void {
  const handle = windowHandle(id);
  let isOver = false;
  let found: ConfinedWindow | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    found?.close();
  };
  const look = async (): Promise<void> => {
    const isThere = await found?.exists();
    if (isOver) return;
    if (isThere === true) return void (timer = setTimeout(() => void look(), LOOK_MS));
    end();
    onGone();
  };
  const begin = async (): Promise<void> => {
    const opened = handle === undefined ? undefined : await openConfinedWindow(handle);
    if (opened?.ok === true) found = opened.value;
    // Ended while it was being found.
    if (isOver) return found?.close();
    await look();
  };
  void begin();
  return end;
}
