/**
 * A relay that is the real one in all but this: what two pages signal to each other goes to somebody in the middle,
 * whose own keys they get in its place. A proxy before each page's WebSocket.
 */
import type { Page, WebSocketRoute } from '@playwright/test';
import { LOOPBACK_ORIGIN, openPage } from './bundle.ts';
import { stateOf } from './pair.ts';
import type { RealPages } from './real-session.ts';

type Side = 'csr' | 'customer';

export async function putEvilProxyBefore(pages: RealPages): Promise<() => Promise<number>> {
  const sockets = new Map<Side, { socket: WebSocketRoute; seq: number }>();
  const evilPage = await openPage(await pages.browser.newContext(), 'evil', LOOPBACK_ORIGIN);

  const tell = (side: Side, event: Record<string, unknown>): void => {
    const end = sockets.get(side);
    if (end === undefined) return;
    end.seq += 1;
    end.socket.send(JSON.stringify({ ...event, seq: end.seq }));
  };
  await evilPage.exposeFunction('evilSays', async (to: Side, data: string) => {
    const from = (await stateOf(pages[to === 'csr' ? 'customer' : 'csr'])).self;
    tell(to, { type: 'signal', from, data });
  });
  await evilPage.goto(`${LOOPBACK_ORIGIN}/`);
  await evilPage.waitForFunction(() => 'evil' in globalThis);

  const intercept = (page: Page, side: Side): Promise<void> =>
    page.routeWebSocket(/\/signal$/, (socket) => {
      const server = socket.connectToServer();
      sockets.set(side, { socket, seq: 0 });
      server.onMessage((raw) => {
        const message = JSON.parse(String(raw)) as Record<string, unknown>;
        if (!('seq' in message)) return socket.send(String(raw));
        if (message['type'] !== 'signal') return tell(side, message);
        const from: Side = side === 'csr' ? 'customer' : 'csr';
        const data = String(message['data']);
        void evilPage.evaluate(([whose, signal]) => evil.hear(whose, signal), [from, data] as const);
      });
    });
  await intercept(pages.csr, 'csr');
  await intercept(pages.customer, 'customer');
  return () => evilPage.evaluate(() => evil.passed);
}
