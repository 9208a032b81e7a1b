/** Where nothing of this machine can be controlled: whatever is told of the connection is for nobody. */

import type { HostContract } from '@alongside/helper/contract/session-contract.ts';
import type { Handlers } from '@alongside/ipc';
import { ok } from '@alongside/protocol';

const nothing = () => ok();

export const NO_HOST: Handlers<HostContract> = {
  'session.joined': nothing,
  'session.ended': nothing,
  'peer.present': nothing,
  'peer.trust': nothing,
  'peer.distrust': nothing,
  'peer.lost': nothing,
  'peer.gone': nothing,
  'peer.message': nothing,
  'grant.revoke': nothing,
  'grants.revoke-all': nothing,
  'capture.ended': nothing,
  input: () => undefined,
};
