/** Finds in a page's heap what its code keeps to itself, so that no program has to be built for being measured. */
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** The page's living connections, once `findInHeap` has put them there. */
    foundConnections?: readonly RTCPeerConnection[];
    /** Its open channels, likewise. */
    foundChannels?: readonly RTCDataChannel[];
  }
}

const KINDS = {
  foundConnections: { of: 'RTCPeerConnection', living: "one.connectionState === 'connected'" },
  foundChannels: { of: 'RTCDataChannel', living: "one.readyState === 'open'" },
} as const;

/** Puts all living ones on `window` by that name. Throws where the page has none. */
export async function findInHeap(page: Page, name: keyof typeof KINDS): Promise<void> {
  const { of, living } = KINDS[name];
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', { expression: `${of}.prototype` });
  if (result.objectId === undefined) throw new Error(`a page without ${of}`);
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  if (objects.objectId === undefined) throw new Error(`a page that never made an ${of}`);
  await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: `function () { window.${name} = this.filter((one) => ${living}); }`,
  });
  await session.detach();
  const count = await page.evaluate((key) => window[key]?.length ?? 0, name);
  if (count === 0) throw new Error(`no living ${of} in the page`);
}
