/**
 * What an app's main process needs to open hardened windows. `./flags`, `./pages` and `./media-switches` load without
 * Electron.
 */

export { appPageUrl, isAppPage } from './app-origin.ts';
export { serveAppPages, type AppPages } from './app-protocol.ts';
export {
  captureSources,
  pictureOfDisplay,
  createSourceGate,
  listCaptureSources,
  type CaptureChoice,
  type CaptureSource,
  type SourceGate,
} from './capture-sources.ts';
export { watchCertificates } from './certificate-watch.ts';
export { takeSingleInstance } from './deep-links.ts';
export { parseFlags } from './flags.ts';
export { hardenApp } from './harden-app.ts';
export { createHardenedWindow, type HardenedWindowOptions } from './hardened-window.ts';
export { applyMediaSwitches } from './media-switches.ts';
export { createExternalOpener, showInFolder, type ExternalOpener } from './open-external.ts';
export { MachineClipboard } from './machine-clipboard.ts';
export { saveText } from './save-text.ts';
export type { MediaFile } from './media-answer.ts';
export { createSecretStore, isSecure, type SecretBox, type SecretStore } from './secret-store.ts';
