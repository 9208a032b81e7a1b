/**
 * The trusted end of a contract: decodes what comes in, runs the handler, checks what goes out.
 * Carriers call it and decide only who may talk; no message of an error and no stack leaves it.
 */

import { fail, ok, type Result } from '@alongside/protocol';
import type { z } from 'zod';
import type { CallShape, Contract, Handlers } from './contract.ts';

/** Where bugs are logged, once each. `name` is the call, event or frame. */
export type OnBug = (error: unknown, name: string) => void;

/** What every carrier's `serve…` returns. Both are safe to call at any time, `close` more than once. */
export type Served<C extends Contract> = {
  readonly emit: <K extends keyof C['events'] & string>(event: K, payload: z.input<C['events'][K]>) => void;
  readonly close: () => void;
};

export type Endpoint = {
  /** Anything may come in; what is not in the contract is refused. Never rejects. */
  readonly call: (name: unknown, input: unknown) => Promise<Result<unknown, string>>;
  /** False when the frame is not in the contract, not bytes, or too large; it has then been dropped. */
  readonly frame: (name: unknown, bytes: unknown) => boolean;
  /** An event as it may be sent; a payload that breaks the contract is our bug and is not sent. */
  readonly event: (name: string, payload: unknown) => Result<unknown, 'failed'>;
};

type AnyCallHandler = (input: unknown) => Result<unknown, string> | Promise<Result<unknown, string>>;
type AnyFrameHandler = (bytes: Uint8Array) => void;

export function createEndpoint<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  onBug: OnBug,
): Endpoint {
  // The map is complete and typed where it is written; here names come from outside and are looked up.
  const callHandlers = handlers as unknown as Readonly<Record<string, AnyCallHandler>>;
  const frameHandlers = handlers as unknown as Readonly<Record<string, AnyFrameHandler>>;
  return {
    async call(name, input) {
      const shape = own(contract.calls, name);
      const handler = own(callHandlers, name);
      if (shape === undefined || handler === undefined) return fail('refused');
      const decoded = shape.in.safeParse(input);
      if (!decoded.success) return fail('bad-input');
      const run = async (): Promise<Result<unknown, string>> =>
        checkedAnswer(shape, await handler(decoded.data));
      return await guarded(run, (error) => onBug(error, String(name)));
    },
    frame(name, bytes) {
      const maxBytes = own(contract.frames, name);
      const handler = own(frameHandlers, name);
      if (maxBytes === undefined || handler === undefined) return false;
      if (!(bytes instanceof Uint8Array) || bytes.byteLength > maxBytes) return false;
      try {
        handler(bytes);
      } catch (error) {
        onBug(error, String(name));
      }
      return true;
    },
    event: (name, payload) => checkedEvent(contract, { name, payload }, onBug),
  };
}

async function guarded(
  run: () => Promise<Result<unknown, string>>,
  onBug: (error: unknown) => void,
): Promise<Result<unknown, string>> {
  try {
    return await run();
  } catch (error) {
    onBug(error);
    return fail('failed');
  }
}

function checkedEvent(
  contract: Contract,
  event: { readonly name: string; readonly payload: unknown },
  onBug: OnBug,
): Result<unknown, 'failed'> {
  try {
    const shape = own(contract.events, event.name);
    if (shape === undefined) throw new Error('no such event in the contract');
    return ok(shape.parse(event.payload));
  } catch (error) {
    onBug(error, event.name);
    return fail('failed');
  }
}

/** Throws where a handler answers what its contract does not allow: that is a bug like any other throw. */
function checkedAnswer(shape: CallShape, answer: Result<unknown, string>): Result<unknown, string> {
  if (answer.ok) return ok(shape.out.parse(answer.value));
  if (shape.codes?.includes(answer.code) !== true) throw new Error(`undeclared code: ${answer.code}`);
  return fail(answer.code);
}

/** Own keys only, so that `constructor` and its kin are no names. */
function own<T>(map: Readonly<Record<string, T>>, name: unknown): T | undefined {
  return typeof name === 'string' && Object.hasOwn(map, name) ? map[name] : undefined;
}
