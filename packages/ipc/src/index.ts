/** What a renderer and a contract need. The carriers are entries of their own, so that a page never loads Node or electron. */

export { bridgeFor } from './bridge.ts';
export type { Bridge, IpcCode, RawBridge } from './bridge.ts';
export { defineContract } from './contract.ts';
export type {
  CallInput,
  CallOutput,
  CallShape,
  Contract,
  DomainCode,
  EventPayload,
  Handlers,
} from './contract.ts';
export type { OnBug, Served } from './endpoint.ts';
