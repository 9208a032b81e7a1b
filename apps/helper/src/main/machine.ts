/** What this machine can do, found out before anybody waits for it. */
import type { CaptureProblem } from '@alongside/protocol';
import { systemPreferences } from 'electron';
import type { Displays } from '../core/ports.ts';

/** macOS hands out black pictures without the permission; elsewhere a display is all it takes. */
export function captureProblemOf(displays: Displays): CaptureProblem | null {
  if (displays.list().length === 0) return 'no-display';
  if (process.platform !== 'darwin') return null;
  return systemPreferences.getMediaAccessStatus('screen') === 'granted' ? null : 'not-permitted';
}

/** Without asking: macOS would put its own prompt over ours. */
export function isTrustedOnMac(): boolean {
  return systemPreferences.isTrustedAccessibilityClient(false);
}
