/** What it takes to hide parts of this computer's screen: a picture to draw on, and where windows are. */
import { openConfinedWindow, type ConfinedWindow } from '@alongside/host';
import type { DisplayInfo, SharedWindow } from '@alongside/protocol';
import { pictureOfDisplay } from '@alongside/shell';
import type { Zones } from '../core/ports.ts';
import { windowHandle } from './window-source.ts';

export function createZones(): Zones {
  const known = new Map<string, Promise<ConfinedWindow | undefined>>();
  const find = ({ id }: SharedWindow): Promise<ConfinedWindow | undefined> => {
    const opening = known.get(id) ?? open(id);
    known.set(id, opening);
    return opening;
  };
  return {
    isPossible: true,
    forget({ id }) {
      void known.get(id)?.then((window) => window?.close());
      known.delete(id);
    },
    pictureOf: ({ id }: DisplayInfo) => pictureOfDisplay(id),
    async regionOf(window) {
      const found = await find(window);
      const region = await found?.region();
      if (found === undefined || region === undefined) return undefined;
      return { region, hasKeyboard: await found.takes(undefined) };
    },
  };
}

async function open(id: string): Promise<ConfinedWindow | undefined> {
  const handle = windowHandle(id);
  const opened = handle === undefined ? undefined : await openConfinedWindow(handle);
  return opened?.ok === true ? opened.value : undefined;
}
