/** Whose request it is: the address block of the peer, or of whom a proxy that we were told to trust speaks for. */
import type { IncomingMessage } from 'node:http';
import { addressBlock } from './address-block.ts';

export type AddressOf = (request: IncomingMessage) => string;

/** Only the last entry counts: the trusted proxy has written it, all before it anybody could. */
export function createAddressOf(trustedProxy: string | undefined): AddressOf {
  const proxy = trustedProxy === undefined ? undefined : addressBlock(trustedProxy);
  return (request) => {
    const peer = addressBlock(request.socket.remoteAddress);
    const forwarded = request.headers['x-forwarded-for'];
    if (peer !== proxy || typeof forwarded !== 'string') return peer;
    return addressBlock(forwarded.split(',').at(-1)?.trim());
  };
}

/** Somebody on this very machine, and not through a proxy. */
export function isLocal(request: IncomingMessage): boolean {
  const { remoteAddress = '' } = request.socket;
  const isLoopback = /^(::ffff:)?127\./.test(remoteAddress) || remoteAddress === '::1';
  return isLoopback && request.headers['x-forwarded-for'] === undefined;
}
