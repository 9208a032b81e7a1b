/** The one way an expected failure travels: a value with a closed code, never a throw. */

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Fail<Code extends string> = { readonly ok: false; readonly code: Code };
export type Result<T, Code extends string> = Ok<T> | Fail<Code>;

export function ok(): Ok<undefined>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function fail<const Code extends string>(code: Code): Fail<Code> {
  return { ok: false, code };
}

/** Ends an exhaustive switch: a new variant no longer compiles until it is handled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
