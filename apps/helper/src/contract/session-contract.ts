/**
 * What the session window may ask of the trusted side. It reports what it sees of the connection and may take
 * things back; nothing in here can grant.
 */
import { defineContract } from '@alongside/ipc';
import {
  CAPTURE_PROBLEMS,
  clientKindSchema,
  displayNameSchema,
  factSchema,
  grantIdSchema,
  INPUT_PROBLEMS,
  MAX_INPUT_FRAME_BYTES,
  MAX_PEER_MESSAGE_LENGTH,
  participantIdSchema,
  peerMessageSchema,
  roleSchema,
} from '@alongside/protocol';
import { z } from 'zod';
import { keyNamesSchema } from './consent-contract.ts';
import { receiptSchema } from './receipt-view.ts';
import { sharingSchema } from './sharing-view.ts';
import { SENDER_BYTES } from './input-frame.ts';

export const machineSchema = z.strictObject({
  captureProblem: z.enum(CAPTURE_PROBLEMS).nullable(),
  inputProblem: z.enum(INPUT_PROBLEMS).nullable(),
});
export type Machine = z.infer<typeof machineSchema>;

/** What is written into the first screen's boxes. It never makes anything happen by itself. */
export const intentSchema = z.strictObject({ join: z.string().max(400), name: z.string().max(80) });
export type Intent = z.infer<typeof intentSchema>;

export const startSchema = z.strictObject({
  client: clientKindSchema,
  intent: intentSchema,
  /** Where spoken codes lead; null where only whole links can be used. */
  relay: z.string().max(300).nullable(),
  /** The relay that was built in: the one that needs no confirmation beside this machine itself. */
  bakedRelay: z.string().max(300).nullable(),
  machine: machineSchema,
  keyNames: keyNamesSchema,
  /** *Join* was pressed before the page was loaded anew to reach the relay: go on with it, once. */
  pressedJoin: z.boolean(),
  /** `restarted`: this window broke off and was opened anew. */
  notice: z.literal('restarted').nullable(),
});
export type Start = z.infer<typeof startSchema>;

const peer = { peer: participantIdSchema };
const nothing = z.void();

export const sessionContract = defineContract({
  name: 'session',
  calls: {
    'app.start': { in: nothing, out: startSchema },
    'app.close': { in: nothing, out: nothing },
    /** *Join* was pressed with this host in view: only from now on may the window connect to it. */
    'relay.confirm': {
      in: z.strictObject({ relay: z.string().max(300), intent: intentSchema }),
      out: z.enum(['go-on', 'reloading']),
      codes: ['not-a-relay'],
    },
    'relay.explain': { in: nothing, out: z.enum(['unreachable', 'certificate']) },
    'session.joined': {
      in: z.strictObject({ organisation: displayNameSchema, verified: z.boolean(), name: displayNameSchema }),
      out: nothing,
    },
    'session.ended': { in: nothing, out: nothing },
    'peer.present': {
      in: z.strictObject({
        ...peer,
        name: displayNameSchema,
        role: roleSchema,
        /** The fingerprint of the certificate that the peer has proved to hold. */
        keys: z.string().min(1).max(200),
      }),
      out: nothing,
    },
    'peer.trust': {
      in: z.strictObject({
        ...peer,
        level: z.enum(['link-proved', 'words-shown', 'words-matched']),
        words: z.array(z.int().min(0).max(255)).max(8),
      }),
      out: nothing,
    },
    /** Words that were read out differ, or the link's proof is wrong. */
    'peer.distrust': {
      in: z.strictObject({ ...peer, why: z.enum(['words-differ', 'proof-failed']) }),
      out: nothing,
    },
    'peer.lost': { in: z.strictObject(peer), out: nothing },
    'peer.gone': { in: z.strictObject({ ...peer, why: z.enum(['left', 'ended']) }), out: nothing },
    /** As it came, for the trusted side to decode itself. */
    'peer.message': {
      in: z.strictObject({ ...peer, raw: z.string().max(MAX_PEER_MESSAGE_LENGTH) }),
      out: nothing,
    },
    'grant.revoke': { in: z.strictObject({ grantId: grantIdSchema }), out: nothing },
    'grants.revoke-all': { in: nothing, out: nothing },
    /** The picture stopped, or never began. */
    'capture.ended': { in: nothing, out: nothing },
  },
  events: {
    'start.changed': startSchema,
    'sharing.changed': sharingSchema,
    'receipt.changed': receiptSchema,
    'peer.tell': z.strictObject({ to: participantIdSchema, message: peerMessageSchema }),
    /** Another `surface` than before means: capture anew. What is captured, the trusted side has chosen. */
    'capture.start': z.strictObject({ ...peer, surface: z.string().max(40) }),
    'capture.stop': z.strictObject(peer),
    'fact.record': z.strictObject({ fact: factSchema }),
    /** The window is about to close: say goodbye now. */
    'app.closing': nothing,
  },
  frames: { input: SENDER_BYTES + MAX_INPUT_FRAME_BYTES },
});
export type SessionContract = typeof sessionContract;
