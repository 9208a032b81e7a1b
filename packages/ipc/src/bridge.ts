/**
 * The window's end of a contract, the same whatever carries it.
 * It trusts what the trusted side sends, so it checks nothing and needs no schema at run time.
 */

import type { Result } from '@alongside/protocol';
import type { CallInput, CallOutput, Contract, DomainCode, EventPayload } from './contract.ts';

/**
 * bad-input: the contract's schema refused it · refused: no such call, or not for this sender ·
 * gone: the other side has closed · failed: a bug over there, logged there.
 */
type IpcCode = 'bad-input' | 'refused' | 'gone' | 'failed';

type MaybeInput<Input> = undefined extends Input ? [input?: Input] : [input: Input];

export type Bridge<C extends Contract> = {
  readonly call: <K extends keyof C['calls'] & string>(
    name: K,
    ...input: MaybeInput<CallInput<C, K>>
  ) => Promise<Result<CallOutput<C, K>, DomainCode<C['calls'][K]> | IpcCode>>;
  /** Returns what takes the listener away again. */
  readonly on: <K extends keyof C['events'] & string>(
    event: K,
    listener: (payload: EventPayload<C, K>) => void,
  ) => () => void;
  /** Fire and forget: a frame too large or after the end is dropped. */
  readonly sendFrame: (name: keyof C['frames'] & string, bytes: Uint8Array) => void;
  /** Called once when the other side has gone for good; at once if it already has. */
  readonly onGone: (listener: () => void) => () => void;
};

/** A bridge before its contract's types are put on: what carriers make and `window.alongside` is. */
export type RawBridge = {
  readonly contract: string;
  readonly call: (name: string, input?: unknown) => Promise<Result<unknown, string>>;
  readonly on: (event: string, listener: (payload: unknown) => void) => () => void;
  readonly sendFrame: (name: string, bytes: Uint8Array) => void;
  readonly onGone: (listener: () => void) => () => void;
};

/**
 * The one function by which a renderer gets its bridge: Electron's, where a preload has put it on the window, else
 * what the composition root connects (loopback or in-page).
 */
export async function bridgeFor<C extends Contract>(
  contract: C,
  connect: (contract: C) => Bridge<C> | Promise<Bridge<C>>,
): Promise<Bridge<C>> {
  const { alongside } = globalThis as { readonly alongside?: RawBridge };
  if (alongside === undefined) return await connect(contract);
  if (alongside.contract !== contract.name) {
    throw new Error(`this window speaks ${alongside.contract}, not ${contract.name}`);
  }
  return typedBridge<C>(alongside);
}

/** The serving side has checked every value against the contract, which is what the types here say. */
export function typedBridge<C extends Contract>(raw: RawBridge): Bridge<C> {
  return raw as unknown as Bridge<C>;
}
