/** Chromium's switches for a live screen. Measured: see performance.md, "Levers found". */

import type { App } from 'electron';

const fieldTrials = [
  // Show a frame when it has arrived; nothing here is played from a buffer.
  ['WebRTC-ForceSendPlayoutDelay', 'min_ms:0,max_ms:0'],
  ['WebRTC-ZeroPlayoutDelay', 'min_pacing:0ms,max_decode_queue_size:8'],
] as const;

/** Electron's app, or whatever else collects switches. */
type MediaSwitchTarget = { readonly commandLine: Pick<App['commandLine'], 'appendSwitch'> };

/** Must run before the app is ready. */
export function applyMediaSwitches(app: MediaSwitchTarget): void {
  // Without it the capturer rests as long as it works.
  app.commandLine.appendSwitch('webrtc-max-cpu-consumption-percentage', '100');
  const trials = fieldTrials.map(([trial, group]) => `${trial}/${group}/`).join('');
  app.commandLine.appendSwitch('force-fieldtrials', trials);
}
