/**
 * The one truth about what a window may ask of the trusted side. Bridge, handler map and checks derive from it.
 * It knows no carrier. Payloads are plain data (what JSON can say); bytes travel as frames, or as the whole answer of a call.
 */

import type { Result } from '@alongside/protocol';
import { z } from 'zod';

// Our pages forbid eval; without this zod probes `new Function` and the CSP reports it. It must run before a
// contract makes its schemas, hence here and not only in protocol.
z.config({ jitless: true });

/** The `out` of a call that answers with bytes. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export type CallShape = {
  readonly in: z.ZodType;
  readonly out: z.ZodType;
  /** The expected failures of this call, a closed list. */
  readonly codes?: readonly string[];
};

export type Contract = {
  readonly name: string;
  /** Window to trusted side, answered. */
  readonly calls: Readonly<Record<string, CallShape>>;
  /** Trusted side to window. */
  readonly events: Readonly<Record<string, z.ZodType>>;
  /** Window to trusted side, binary and unanswered: name → largest size in bytes. */
  readonly frames: Readonly<Record<string, number>>;
};

type CallName<C extends Contract> = keyof C['calls'] & string;
type EventName<C extends Contract> = keyof C['events'] & string;
type FrameName<C extends Contract> = keyof C['frames'] & string;

export type CallInput<C extends Contract, K extends CallName<C>> = z.input<C['calls'][K]['in']>;
export type CallOutput<C extends Contract, K extends CallName<C>> = z.output<C['calls'][K]['out']>;
export type EventPayload<C extends Contract, K extends EventName<C>> = z.output<C['events'][K]>;
export type DomainCode<Call extends CallShape> = Call extends {
  readonly codes: readonly (infer Code extends string)[];
}
  ? Code
  : never;

type CallHandler<Call extends CallShape> = (
  input: z.output<Call['in']>,
) => Answer<Call> | Promise<Answer<Call>>;
type Answer<Call extends CallShape> = Result<z.input<Call['out']>, DomainCode<Call>>;

/** The complete map: leaving out a call or a frame does not compile. */
export type Handlers<C extends Contract> = {
  readonly [K in CallName<C>]: CallHandler<C['calls'][K]>;
} & {
  readonly [K in FrameName<C>]: (bytes: Uint8Array) => void;
};

/** Throws on a contract that no carrier could serve: those are mistakes of ours, found at start. */
export function defineContract<const C extends Contract>(contract: C): C {
  if (!/^[a-z][a-z-]{0,39}$/.test(contract.name)) throw new Error(`contract name: ${contract.name}`);
  for (const frame of Object.keys(contract.frames)) {
    if (Object.hasOwn(contract.calls, frame)) throw new Error(`frame and call share a name: ${frame}`);
  }
  return contract;
}
