/** Everything of this computer that the core works with and that has no page, as Electron has it. */
import { collectSystemInfo } from '@alongside/host';
import { isControl, UNASKED_MACHINE, type Capability, type Machine } from '@alongside/protocol';
import { MachineClipboard, saveText } from '@alongside/shell';
import { activeWindow } from './active-window.ts';
import { createClock } from './clock.ts';
import { createDisplays } from './displays.ts';
import { createDownloads } from './downloads.ts';
import { createFolders } from './folders.ts';
import { electronGuardCommand } from './electron-guard.ts';
import { createMachineInput } from './input-sink.ts';
import { createKeyGuard } from './key-guard.ts';
import { log } from './log.ts';
import { captureProblemOf, isTrustedOnMac } from './machine.ts';
import { newGrantId } from './new-grant-id.ts';
import { canDraw, createOverlayWindow } from './overlay-window.ts';
import { createOwnWindows } from './own-windows.ts';
import { createPanicKey } from './panic-key.ts';
import { canReboot } from './reboot/reboot.ts';
import { createWindows } from './windows.ts';
import { createZones } from './zones.ts';

export const KEY_NAMES = process.platform === 'darwin' ? 'mac' : 'other';

export function createThisComputer() {
  const ownWindows = createOwnWindows();
  const displays = createDisplays();
  const guard = createKeyGuard(electronGuardCommand());
  const input = createMachineInput({ ownWindows, log, isTrustedOnMac, guard });
  const report = (): Machine => ({
    ...UNASKED_MACHINE,
    captureProblem: captureProblemOf(displays),
    inputProblem: input.problem(),
    drawingProblem: canDraw() ? null : 'unsupported',
    rebootProblem: canReboot() ? null : 'unsupported',
  });
  const ports = {
    clock: createClock(),
    panicKey: createPanicKey(),
    machine: report,
    keyNames: KEY_NAMES,
    newGrantId,
    displays,
    windows: createWindows(log),
    overlay: createOverlayWindow(),
    clipboard: new MachineClipboard(),
    downloads: createDownloads(),
    folders: createFolders(),
    zones: createZones(),
    systemInfo: collectSystemInfo,
    activeWindow,
    saveFile: saveText,
    input,
    ownWindows,
    log,
  } as const;
  // Whoever may be given control soon finds the guard in its place.
  const prepareFor = (capability: Capability): void => {
    if (isControl(capability)) guard.open();
  };
  return { input, report, ports, prepareFor };
}
