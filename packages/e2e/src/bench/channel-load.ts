/** Loads on the channels beside the input: what a colleague's pen, a chat flood and a file do to one connection. */
import type { Page } from '@playwright/test';
import { findInHeap } from './heap.ts';

export const LOADS = ['drawing', 'chat', 'bulkUp', 'bulkDown'] as const;
export type Load = (typeof LOADS)[number];
export type LoadPages = { readonly csr: Page; readonly customer: Page };

declare global {
  interface Window {
    /** Ends what `startLoad` began, and answers with the bytes that it has sent. */
    endLoad?: () => number;
  }
}

/** Once for each pair of pages, before the first load. */
export async function prepareLoads({ csr, customer }: LoadPages): Promise<void> {
  for (const page of [csr, customer]) await findInHeap(page, 'foundChannels');
}

/** Begins it; what it answers with ends it, and tells its Mbit/s. */
export async function startLoad(pages: LoadPages, load: Load): Promise<() => Promise<number>> {
  const page = load === 'bulkDown' ? pages.customer : pages.csr;
  const startedAt = performance.now();
  await page.evaluate(load === 'drawing' ? draw : load === 'chat' ? flood : saturate);
  return async () => {
    const bytes = (await page.evaluate(() => window.endLoad?.())) ?? 0;
    return (bytes * 8) / 1000 / (performance.now() - startedAt);
  };
}

/** Lines as a hand draws them, at 30 messages a second, away from where the clicks are seen. */
function draw(): void {
  const channel = window.foundChannels?.find(({ label }) => label === 'control');
  if (channel === undefined) throw new Error('no control channel');
  const [perSecond, perLine, points] = [30, 30, 4];
  let [sent, count] = [0, 0];
  const timer = setInterval(() => {
    const line = String(Math.floor(count / perLine)).padStart(22, 'd');
    const at = Array.from({ length: points }, (_none, index) => {
      const along = ((count % perLine) * points + index) / (perLine * points);
      return { x: 0.5 + 0.4 * along, y: 0.3 + 0.2 * Math.sin(along * 6) };
    });
    const text = JSON.stringify({ type: 'draw.line', id: line, points: at });
    channel.send(text);
    sent += text.length;
    count += 1;
  }, 1_000 / perSecond);
  window.endLoad = () => {
    clearInterval(timer);
    channel.send(JSON.stringify({ type: 'draw.clear' }));
    return sent;
  };
}

/** 50 messages a second, each of 200 letters. */
function flood(): void {
  const channel = window.foundChannels?.find(({ label }) => label === 'control');
  if (channel === undefined) throw new Error('no control channel');
  let sent = 0;
  const timer = setInterval(() => {
    const id = Array.from(crypto.getRandomValues(new Uint8Array(22)), (byte) => (byte % 36).toString(36));
    const text = JSON.stringify({
      type: 'chat.message',
      id: id.join(''),
      scope: 'everyone',
      text: '문의 message '.repeat(20),
      at: Date.now(),
    });
    channel.send(text);
    sent += text.length;
  }, 20);
  window.endLoad = () => {
    clearInterval(timer);
    return sent;
  };
}

/** As much as goes, with a mebibyte waiting at any time, as the bulk sender keeps it. */
function saturate(): void {
  const channel = window.foundChannels?.find(({ label }) => label === 'bulk');
  if (channel === undefined) throw new Error('no bulk channel');
  const block = new Uint8Array(64 * 1024);
  let sent = 0;
  const fill = (): void => {
    while (channel.readyState === 'open' && channel.bufferedAmount < 1024 * 1024) {
      channel.send(block);
      sent += block.length;
    }
  };
  channel.addEventListener('bufferedamountlow', fill);
  fill();
  window.endLoad = () => {
    channel.removeEventListener('bufferedamountlow', fill);
    return sent - channel.bufferedAmount;
  };
}
