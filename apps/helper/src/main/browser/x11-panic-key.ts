/**
 * The panic key where there is no Electron to take it: ours for the whole run, since the X server is asked, and answers
 * later, while the core wants to know at once. It does something only while armed.
 */
import { grabPanicKey } from '@alongside/host';
import { PANIC_KEY } from '@alongside/protocol';
import type { PanicKey } from '../../core/ports.ts';

type HeldPanicKey = PanicKey & { readonly close: () => void };

export async function holdPanicKey(): Promise<HeldPanicKey> {
  let onPress: (() => void) | null = null;
  const grabbed = await grabPanicKey(PANIC_KEY, () => onPress?.());
  return {
    arm(press) {
      onPress = press;
      return press !== null && grabbed.ok;
    },
    close() {
      onPress = null;
      if (grabbed.ok) grabbed.value.close();
    },
  };
}
