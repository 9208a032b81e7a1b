/** The floor's two pages, connected: bare WebRTC with the same screen and the same injection as ours. */
import type { ElectronApplication, Page } from '@playwright/test';
import { launchFloor } from '../support/electron-floor.ts';
import type { SessionDisplays } from '../support/session.ts';

export type FloorPair = AsyncDisposable & {
  /** The page that shows the picture, at 1280×720 from its upper left corner. */
  readonly viewer: Page;
  readonly viewerApp: ElectronApplication;
  readonly senderApp: ElectronApplication;
};

export async function openFloor(
  displays: SessionDisplays,
  /** Where they are not to connect directly. */
  ice: RTCConfiguration = {},
): Promise<FloorPair> {
  const env = { FLOOR_ICE: JSON.stringify(ice) };
  const stack = new AsyncDisposableStack();
  const senderApp = await launchFloor('sender', displays.customer, env);
  stack.defer(() => senderApp.close());
  const viewerApp = await launchFloor('viewer', displays.csr, env);
  stack.defer(() => viewerApp.close());
  const viewer = await connect(senderApp, viewerApp);
  return { viewer, viewerApp, senderApp, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

async function connect(sender: ElectronApplication, viewer: ElectronApplication): Promise<Page> {
  const [senderPage, viewerPage] = [await sender.firstWindow(), await viewer.firstWindow()];
  const offer: unknown = await viewerPage.evaluate('window.offer()');
  const answer: unknown = await senderPage.evaluate(`window.answer(${JSON.stringify(offer)})`);
  await viewerPage.evaluate(`window.accept(${JSON.stringify(answer)})`);
  await viewerPage.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
  return viewerPage;
}
