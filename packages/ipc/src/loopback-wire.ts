/**
 * What crosses the loopback socket: JSON texts for calls and events, and binary frames whose first byte says which
 * frame of the contract they are. Both ends have the contract, so names need not travel.
 */

import { fail, ok, type Result } from '@alongside/protocol';
import { z } from 'zod';
import type { Contract } from './contract.ts';

export const ipcPath = '/ipc';
/** The largest text a window may send. Answers and events are ours and have no limit here. */
export const maxTextBytes = 256 * 1024;

/** Why the server closes, beside the socket's own 1009 for a message over the limit. */
export const closeCodes = {
  ended: 1001,
  badMessage: 4400,
  badToken: 4401,
  helloTimeout: 4408,
  windowTaken: 4409,
} as const;

const fromWindow = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), token: z.string().max(64) }),
  z.strictObject({
    type: z.literal('call'),
    id: z.int().nonnegative(),
    name: z.string().max(64),
    input: z.unknown().optional(),
  }),
]);
export type FromWindow = z.infer<typeof fromWindow>;

const toWindow = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome'), token: z.string().max(64) }),
  z.strictObject({
    type: z.literal('answer'),
    id: z.int().nonnegative(),
    result: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: z.unknown().optional() }),
      z.strictObject({ ok: z.literal(false), code: z.string() }),
    ]),
  }),
  z.strictObject({ type: z.literal('event'), name: z.string(), payload: z.unknown().optional() }),
]);
export type ToWindow = z.infer<typeof toWindow>;

export const decodeFromWindow = (text: string): Result<FromWindow, 'bad-message'> => decode(fromWindow, text);
export const decodeToWindow = (text: string): Result<ToWindow, 'bad-message'> => decode(toWindow, text);

function decode<T>(schema: z.ZodType<T>, text: string): Result<T, 'bad-message'> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail('bad-message');
  }
  const parsed = schema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : fail('bad-message');
}

export function encodeFrame(contract: Contract, name: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const framed = new Uint8Array(bytes.byteLength + 1);
  framed[0] = Object.keys(contract.frames).indexOf(name);
  framed.set(bytes, 1);
  return framed;
}

const ANSWER_HEAD_BYTES = 4;

/** An answer that is bytes: the call's id, big-endian, then the bytes. */
export function encodeBytesAnswer(id: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const framed = new Uint8Array(ANSWER_HEAD_BYTES + bytes.byteLength);
  new DataView(framed.buffer).setUint32(0, id);
  framed.set(bytes, ANSWER_HEAD_BYTES);
  return framed;
}

export function decodeBytesAnswer(
  framed: ArrayBuffer,
): Result<{ readonly id: number; readonly bytes: Uint8Array }, 'bad-message'> {
  if (framed.byteLength < ANSWER_HEAD_BYTES) return fail('bad-message');
  return ok({
    id: new DataView(framed).getUint32(0),
    bytes: new Uint8Array(framed, ANSWER_HEAD_BYTES),
  });
}

/** The name is undefined where the contract has no such frame. */
export function decodeFrame(
  contract: Contract,
  framed: Uint8Array,
): { readonly name: string | undefined; readonly bytes: Uint8Array } {
  const [index] = framed;
  const name = index === undefined ? undefined : Object.keys(contract.frames)[index];
  return { name, bytes: framed.subarray(1) };
}

/** The server's limit for one message, text or frame. */
export function maxMessageBytes(contract: Contract): number {
  return Math.max(maxTextBytes, ...Object.values(contract.frames).map((maxBytes) => maxBytes + 1));
}
