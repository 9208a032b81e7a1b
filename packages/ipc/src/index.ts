/** What a renderer and a contract need. The carriers are entries of their own, so that a page never loads Node or electron. */

export { bridgeFor } from './bridge.ts';
export type { Bridge, RawBridge } from './bridge.ts';
export { bytesSchema, defineContract } from './contract.ts';
export type { CallOutput, Contract, Handlers } from './contract.ts';
export type { Served } from './endpoint.ts';
