/**
 * The Electron carrier, window's end. It runs in a sandboxed preload, so it stays tiny: no schema, no names but the
 * contract's, whose list is kept by the trusted end. Neither ipcRenderer nor its event ever reaches the page.
 */

import { contextBridge, ipcRenderer } from 'electron';
import type { Result } from '@alongside/protocol';
import type { RawBridge } from './bridge.ts';
import { channelOf } from './channel.ts';
import type { Contract } from './contract.ts';
import { createListeners } from './listeners.ts';

/** Puts the bridge on `window.alongside`. Give the contract as type only: `exposeBridge<typeof contract>('name')`. */
export function exposeBridge<C extends Contract>(contractName: C['name']): void {
  const channel = channelOf(contractName);
  const listeners = createListeners();
  ipcRenderer.on(channel, (_event, name: string, payload: unknown) => listeners.tell(name, payload));
  const bridge: RawBridge = {
    contract: contractName,
    // A handler that is no more (the window is closing) rejects: over the bridge that is `gone`.
    call: (name, input) =>
      ipcRenderer
        .invoke(channel, name, input)
        .then((answer: Result<unknown, string>) => answer)
        .catch(() => ({ ok: false, code: 'gone' }) as const),
    on: (event, listener) => listeners.add(event, listener),
    sendFrame: (name, bytes) => ipcRenderer.send(channel, name, bytes),
    // The window ends with the process that made it: while a page runs, the other side is there.
    onGone: () => () => undefined,
  };
  contextBridge.exposeInMainWorld('alongside', bridge);
}
