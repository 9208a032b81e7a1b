import { participantIdSchema, REQUEST_LIFE_MS } from '@alongside/protocol';
import type { PeerMessage } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import { afterEach, expect, it, vi } from 'vitest';
import { createCustomers } from './customers.ts';

const SELF = participantIdSchema.parse('s'.repeat(22));
const CUSTOMER = participantIdSchema.parse('c'.repeat(22));

afterEach(() => {
  vi.useRealTimers();
});

/** A link to a machine that hears everything and says nothing. */
function silentMachine() {
  const sent: PeerMessage['type'][] = [];
  let tell: Parameters<Link['onPeer']>[0] = () => undefined;
  const noop = (): void => undefined;
  const link = {
    state: { get: () => ({ session: null }) },
    onPeer: (listener: typeof tell) => ((tell = listener), noop),
    onMessage: () => noop,
    send: (_to: string, message: PeerMessage) => Promise.resolve(void sent.push(message.type)),
  } as unknown as Link;
  const customers = createCustomers({ link, self: SELF, onChange: noop });
  tell({ type: 'connected', peer: CUSTOMER });
  const viewing = () => customers.store.get().get(CUSTOMER)?.access['view-desktop'];
  return { customers, sent, viewing };
}

it('lets a request expire although the machine says nothing', () => {
  vi.useFakeTimers();
  const { customers, sent, viewing } = silentMachine();
  customers.ask(CUSTOMER, 'view-desktop');
  vi.advanceTimersByTime(REQUEST_LIFE_MS);
  expect(viewing()?.kind).toBe('asked');
  vi.advanceTimersByTime(2_000);
  expect(viewing()).toEqual({ kind: 'refused', outcome: 'expired' });
  expect(sent).toEqual(['consent.request', 'consent.withdraw']);
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no timer behind', () => {
  vi.useFakeTimers();
  const { customers } = silentMachine();
  customers.ask(CUSTOMER, 'view-desktop');
  customers.close();
  expect(vi.getTimerCount()).toBe(0);
});
