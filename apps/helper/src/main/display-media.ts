/**
 * What the session window's capture gets: the display or window that the trusted side has chosen, while a grant to view
 * is live, and nothing at any other time.
 */
import { ALL_DISPLAYS } from '@alongside/protocol';
import { captureSources, type CaptureSource, type SourceGate } from '@alongside/shell';
import { screen } from 'electron';
import type { CaptureGate, SharedSurface } from '../core/ports.ts';

export function createCaptureGate(gate: SourceGate): CaptureGate {
  return {
    open(surface) {
      if (surface === null) gate.close();
      else gate.open(() => sourceOf(surface));
    },
    close: gate.close,
  };
}

/** How Chromium names the whole desktop; it stands in no list of sources. */
const WHOLE_DESKTOP: CaptureSource = { id: 'screen:-1:0', name: 'desktop' };

async function sourceOf(surface: SharedSurface): Promise<CaptureSource | undefined> {
  if (surface.kind === 'display' && surface.display.id === ALL_DISPLAYS) return WHOLE_DESKTOP;
  const isWindow = surface.kind === 'window';
  const sources = await captureSources(isWindow ? 'window' : 'screen');
  if (isWindow) return sources.find(({ id }) => id === surface.window.id);
  const exact = sources.find((source) => source.display_id === surface.display.id);
  if (exact !== undefined) return exact;
  // Where the system does not say which screen is which, only one screen is no question.
  return sources.length === 1 && screen.getAllDisplays().length === 1 ? sources[0] : undefined;
}
