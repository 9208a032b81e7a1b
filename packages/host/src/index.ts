/** What a machine can do, in Node: inject input, know its displays and windows, notice its own user. */
export { createInputDriver, probeInput, type InputMeans, type ProbeOptions } from './create-input-driver.ts';
export { HeldLedger, type Holding } from './input/held-ledger.ts';
export {
  heldId,
  type HeldInput,
  type InputDriver,
  type InputFault,
  type PixelPoint,
  type PresenceSample,
} from './input/input-driver.ts';
export { createInjector, type Injector, type InjectorOptions } from './input/injector.ts';
export {
  createLocalInputMonitor,
  type LocalInputMonitor,
  type LocalInputMonitorOptions,
} from './input/local-input-monitor.ts';
export { mapToSurface, type Surface } from './input/map-to-surface.ts';
export { collectSystemInfo } from './system-info/collect.ts';
export { createNutDriver } from './nut/nut-driver.ts';
export { openConfinedWindow, type ConfinedWindow } from './displays/confined-window.ts';
export { windowAt, type WindowInfo } from './displays/window-info.ts';
export { activeWindowTitle, windows, type WindowProblem } from './displays/windows.ts';
export { watchDesktopX11, type DesktopChange, type DesktopWatch } from './displays/watch-desktop-x11.ts';
export { listDisplaysX11 } from './displays/x11-displays.ts';
export { grabPanicKey, type KeyCombination, type KeyGrab } from './x11/panic-grab.ts';
