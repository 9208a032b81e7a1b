/**
 * The Electron carrier, trusted end: one channel per contract on one window's own `webContents.ipc`.
 * Only the main frame of a trusted page is heard or told; nothing here knows what the calls do.
 */

import { fail } from '@alongside/protocol';
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { channelOf } from './channel.ts';
import type { Contract, Handlers } from './contract.ts';
import { createEndpoint, type OnBug, type Served } from './endpoint.ts';

type ElectronCarrier = {
  readonly webContents: WebContents;
  /** Whether the page at this address is ours. Asked for every message. */
  readonly isTrusted: (frameUrl: string) => boolean;
  readonly onBug: OnBug;
};

export function serveElectron<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  { webContents, isTrusted, onBug }: ElectronCarrier,
): Served<C> {
  const endpoint = createEndpoint(contract, handlers, onBug);
  const channel = channelOf(contract.name);
  const { ipc } = webContents;
  let closed = false;
  const isHeard = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    isTrustedMainFrame(event.senderFrame, isTrusted);
  ipc.handle(channel, (event, name: unknown, input: unknown) =>
    isHeard(event) ? endpoint.call(name, input) : fail('refused'),
  );
  const onFrame = (event: IpcMainEvent, name: unknown, bytes: unknown): void => {
    if (isHeard(event)) endpoint.frame(name, bytes);
  };
  ipc.on(channel, onFrame);
  return {
    emit(name, payload) {
      const event = endpoint.event(name, payload);
      if (closed || !event.ok || webContents.isDestroyed()) return;
      // A window that was led elsewhere must not be told either.
      if (isTrusted(webContents.getURL())) webContents.send(channel, name, event.value);
    },
    close() {
      if (closed) return;
      closed = true;
      ipc.removeHandler(channel);
      ipc.off(channel, onFrame);
    },
  };
}

/** No frame means that it navigated or ended since it sent: nobody is left to answer. */
function isTrustedMainFrame(frame: WebFrameMain | null, isTrusted: (url: string) => boolean): boolean {
  return frame !== null && frame.parent === null && isTrusted(frame.url);
}
