import { participantIdSchema, requestIdSchema, REQUEST_LIFE_MS } from '@alongside/protocol';
import type { PeerMessage } from '@alongside/protocol';
import { afterEach, expect, it, vi } from 'vitest';
import { createAskedMachines } from './asked-machines.ts';

const SELF = participantIdSchema.parse('s'.repeat(22));
const REQUEST = requestIdSchema.parse('r'.repeat(22));
const CUSTOMER = participantIdSchema.parse('c'.repeat(22));

afterEach(() => {
  vi.useRealTimers();
});

/** A link to a machine that hears everything and says nothing. */
function silentMachine() {
  const sent: PeerMessage['type'][] = [];
  type Asked = Parameters<typeof createAskedMachines>[0];
  let tell: Parameters<Asked['link']['onPeer']>[0] = () => undefined;
  const noop = (): void => undefined;
  const link = {
    onPeer: (listener: typeof tell) => ((tell = listener), noop),
    onMessage: () => noop,
    send: (_to: string, message: PeerMessage) => Promise.resolve(void sent.push(message.type)),
  };
  const machines = createAskedMachines({
    link,
    self: SELF,
    isAsked: () => true,
    newRequestId: () => REQUEST,
    onChange: noop,
  });
  tell({ type: 'connected', peer: CUSTOMER });
  const viewing = () => machines.store.get().get(CUSTOMER)?.access['view-desktop'];
  return { machines, sent, viewing };
}

it('lets a request expire although the machine says nothing', () => {
  vi.useFakeTimers();
  const { machines, sent, viewing } = silentMachine();
  machines.ask(CUSTOMER, 'view-desktop');
  vi.advanceTimersByTime(REQUEST_LIFE_MS);
  expect(viewing()?.kind).toBe('asked');
  vi.advanceTimersByTime(2_000);
  expect(viewing()).toEqual({ kind: 'refused', outcome: 'expired' });
  expect(sent).toEqual(['consent.request', 'consent.withdraw']);
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no timer behind', () => {
  vi.useFakeTimers();
  const { machines } = silentMachine();
  machines.ask(CUSTOMER, 'view-desktop');
  machines.close();
  expect(vi.getTimerCount()).toBe(0);
});
