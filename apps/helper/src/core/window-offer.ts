/** The windows that the customer was last shown to choose from: nothing else can be shared by its name. */
import type { SharedWindow } from '@alongside/protocol';
import { MAX_WINDOW_CHOICES, type WindowChoice } from '../contract/consent-contract.ts';
import type { Windows } from './ports.ts';

export type WindowOffer = {
  readonly list: () => Promise<WindowChoice[]>;
  /** Undefined for one that was not offered. */
  readonly find: (id: string) => SharedWindow | undefined;
};

export function createWindowOffer(windows: Windows): WindowOffer {
  let offered: readonly WindowChoice[] = [];
  return {
    async list() {
      offered = (await windows.list()).slice(0, MAX_WINDOW_CHOICES);
      return [...offered];
    },
    find(id) {
      const found = offered.find((window) => window.id === id);
      return found === undefined ? undefined : { id: found.id, title: found.title };
    },
  };
}
