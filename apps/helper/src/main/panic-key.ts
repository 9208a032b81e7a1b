/** The key that takes everything back, wherever the customer is. */
import { PANIC_KEY } from '@alongside/protocol';
import { globalShortcut } from 'electron';
import type { PanicKey } from '../core/ports.ts';

export function createPanicKey(): PanicKey {
  return {
    arm(onPress) {
      globalShortcut.unregister(PANIC_KEY.accelerator);
      return onPress !== null && globalShortcut.register(PANIC_KEY.accelerator, onPress);
    },
  };
}
