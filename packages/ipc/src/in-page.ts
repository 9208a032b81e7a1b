/**
 * Both ends of a contract in one page: the web console and the browser join. The checks are those of the other
 * carriers, so that a page cannot come to rely on what they would refuse.
 */

import { fail } from '@alongside/protocol';
import { typedBridge, type Bridge } from './bridge.ts';
import type { Contract, Handlers } from './contract.ts';
import { createEndpoint, type OnBug, type Served } from './endpoint.ts';
import { createListeners, createOnce } from './listeners.ts';

export type ServedInPage<C extends Contract> = Served<C> & { readonly bridge: Bridge<C> };

export function serveInPage<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  options: { readonly onBug: OnBug },
): ServedInPage<C> {
  const endpoint = createEndpoint(contract, handlers, options.onBug);
  const listeners = createListeners();
  const gone = createOnce();
  const bridge = typedBridge<C>({
    contract: contract.name,
    async call(name, input) {
      if (gone.fired) return fail('gone');
      const answer = await endpoint.call(name, input);
      return gone.fired ? fail('gone') : answer;
    },
    on: (event, listener) => listeners.add(event, listener),
    sendFrame(name, bytes) {
      if (!gone.fired) endpoint.frame(name, bytes);
    },
    onGone: (listener) => gone.on(listener),
  });
  return {
    bridge,
    emit(event, payload) {
      const sent = endpoint.event(event, payload);
      if (sent.ok && !gone.fired) listeners.tell(event, sent.value);
    },
    close() {
      listeners.clear();
      gone.fire();
    },
  };
}
