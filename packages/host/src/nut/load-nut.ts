/**
 * The only door to nut-js: loads it on first use, once. It brings a native module and an image library, and on X11 it
 * ends the process where there is no display, so `probeInput` comes first.
 */
import type * as NutJs from '@nut-tree-fork/nut-js';
import { fail, ok, type Result } from '@alongside/protocol';

export type Nut = typeof NutJs;

let loading: Promise<Result<Nut, 'unsupported'>> | undefined;

export function loadNut(): Promise<Result<Nut, 'unsupported'>> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Result<Nut, 'unsupported'>> {
  try {
    const nut = await import('@nut-tree-fork/nut-js');
    // Its default of 100 ms to 300 ms before each event is made for test scripts.
    nut.mouse.config.autoDelayMs = 0;
    nut.keyboard.config.autoDelayMs = 0;
    nut.providerRegistry.getMouse().setMouseDelay(0);
    nut.providerRegistry.getKeyboard().setKeyboardDelay(0);
    return ok(nut);
  } catch {
    // No prebuilt binary for this platform, or a system library that it needs is missing.
    return fail('unsupported');
  }
}
