/** Everything of this computer that the core works with and that has no window: screen, hands, keys, clock. */
import type { Machine } from '@alongside/protocol';
import {
  KEEP_NOTHING,
  NO_OVERLAY,
  NO_CLIPBOARD,
  NO_REBOOT,
  NO_WINDOWS,
  NO_ZONES_HERE,
  type Displays,
  type InputSink,
  SAVED_BY_PAGE,
} from '../../core/ports.ts';
import { NODE_DOWNLOADS, NODE_FOLDERS } from './node-downloads.ts';
import { activeWindow } from '../active-window.ts';
import { collectSystemInfo } from '@alongside/host';
import { createClock } from '../clock.ts';
import { createMachineInput, type MachineInput } from '../input-sink.ts';
import { createKeyGuard } from '../key-guard.ts';
import { log } from '../log.ts';
import { newGrantId } from '../new-grant-id.ts';
import { nodeGuardCommand } from '../node-guard.ts';
import { openX11Desktop, type X11Desktop } from './x11-desktop.ts';
import { holdPanicKey } from './x11-panic-key.ts';

export const KEY_NAMES = process.platform === 'darwin' ? 'mac' : 'other';

export async function createBrowserMachine(ownProcess: () => number | undefined) {
  const desktop = await openX11Desktop(ownProcess);
  const panicKey = await holdPanicKey();
  const { ownWindows } = desktop;
  const input = createMachineInput({ ownWindows, log, guard: createKeyGuard(nodeGuardCommand()) });
  // What it can do is known before the first screen is there, and so before anybody asks for it.
  await input.open();
  const machine = (): Machine => reportOf(desktop, input);
  return {
    report: machine,
    screens: () => desktop.displays.list().length,
    ports: {
      clock: createClock(),
      input: watching(input, desktop),
      keyNames: KEY_NAMES,
      panicKey,
      machine,
      newGrantId,
      displays: capturedOnly(desktop.displays),
      windows: NO_WINDOWS,
      zones: NO_ZONES_HERE,
      clipboard: NO_CLIPBOARD,
      overlay: NO_OVERLAY,
      keep: KEEP_NOTHING,
      reboot: NO_REBOOT,
      systemInfo: collectSystemInfo,
      activeWindow,
      saveFile: SAVED_BY_PAGE,
      downloads: NODE_DOWNLOADS,
      folders: NODE_FOLDERS,
      ownWindows,
      log,
    },
    async close(): Promise<void> {
      await input.close();
      panicKey.close();
      desktop.close();
    },
  } as const;
}

/** A browser is told once, at its start, which monitor its page gets: the primary one, so there is no other to choose. */
function capturedOnly({ list, onChange }: Displays): Displays {
  return { list: () => list().filter(({ primary }) => primary), onChange };
}

/** Where no monitor is known the browser may still capture; only where to click would be unknown. */
function reportOf({ displays }: X11Desktop, input: MachineInput): Machine {
  const hasDisplay = displays.list().length > 0;
  const problem = input.problem();
  return {
    captureProblem: !hasDisplay && process.platform === 'linux' ? 'no-display' : null,
    inputProblem: hasDisplay ? problem : (problem ?? 'unsupported'),
    // The browser's own picker gives out what it likes, and tells nobody what it was.
    applicationProblem: 'unsupported',
    clipboardProblem: 'unsupported',
    rebootProblem: 'unsupported',
    systemInfoProblem: null,
    filesProblem: null,
    drawingProblem: 'unsupported',
  };
}

/** Our own windows have to be known for as long as somebody could reach them. */
function watching(input: MachineInput, desktop: X11Desktop): InputSink {
  return {
    inject: input.inject,
    stop: input.stop,
    watch(onLocalInput) {
      desktop.watchWindows(onLocalInput !== null);
      input.watch(onLocalInput);
    },
  };
}
