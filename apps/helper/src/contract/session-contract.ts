/**
 * What the session window may ask of the trusted side. It reports what it sees of the connection and may take
 * things back; nothing in here can grant.
 */
import { bytesSchema, defineContract } from '@alongside/ipc';
import {
  clientKindSchema,
  displayNameSchema,
  factSchema,
  FILE_PROBLEMS,
  fileIndexSchema,
  fileRefSchema,
  filesSchema,
  MAX_FILE_BYTES,
  MAX_OFFERED_FILES,
  offerIdSchema,
  grantIdSchema,
  machineSchema,
  MAX_BLOCK_FRAME_BYTES,
  MAX_INPUT_FRAME_BYTES,
  MAX_PEER_MESSAGE_LENGTH,
  participantIdSchema,
  peerMessageSchema,
  receiptDocumentSchema,
  rectSchema,
  retentionDaysSchema,
  roleSchema,
} from '@alongside/protocol';
import { z } from 'zod';
import { keyNamesSchema, MAX_WINDOW_CHOICES, windowChoiceSchema } from './consent-contract.ts';
import { receiptSchema } from './receipt-view.ts';
import { sharingSchema } from './sharing-view.ts';
import { SENDER_BYTES } from './input-frame.ts';
import { zonePictureSchema, zonesSchema } from './zones-view.ts';

/** What is written into the first screen's boxes. It never makes anything happen by itself. */
export const intentSchema = z.strictObject({ join: z.string().max(400), name: z.string().max(80) });
export type Intent = z.infer<typeof intentSchema>;

/** Where the customer is, for a page that has to find back: what *Join* was pressed with, and by which device. */
export const placeSchema = intentSchema.extend({ device: z.string().min(1).max(64) });
export type Place = z.infer<typeof placeSchema>;

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
  /** The session goes on: back into it at once. `proved`: its inviter has shown the link's secret before. */
  place: placeSchema.extend({ proved: z.boolean() }).nullable(),
  /** `restarted`: this window broke off and was opened anew. */
  notice: z.literal('restarted').nullable(),
});
export type Start = z.infer<typeof startSchema>;

/** A full receipt as a page. */
const MAX_RECEIPT_TEXT = 8_000_000;

const peer = { peer: participantIdSchema };
const nothing = z.void();

/**
 * What the window that holds the connection tells of it, and what it is told to do: all that sharing this machine takes.
 * Also a console's, while a CSR lets customers ask for control of what is shown.
 */
export const hostCalls = {
  'session.joined': {
    in: z.strictObject({
      session: z.string().min(1).max(64),
      self: participantIdSchema,
      organisation: displayNameSchema,
      verified: z.boolean(),
      name: displayNameSchema,
    }),
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
} as const;
export const hostEvents = {
  'sharing.changed': sharingSchema,
  'receipt.changed': receiptSchema,
  'peer.tell': z.strictObject({ to: participantIdSchema, message: peerMessageSchema }),
  /** Another `surface` than before means: capture anew. What is captured, the trusted side has chosen. */
  'capture.start': z.strictObject({ ...peer, surface: z.string().max(120) }),
  'capture.stop': z.strictObject(peer),
  'fact.record': z.strictObject({ fact: factSchema }),
} as const;
export const hostFrames = { input: SENDER_BYTES + MAX_INPUT_FRAME_BYTES } as const;

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
    /** Joined: should this page break, the next one goes back to there. Forgotten with the session. */
    'place.keep': { in: placeSchema, out: nothing },
    /** What of the site's rules holds on this machine. */
    'site.told': {
      in: z.strictObject({
        filesWhileSharing: z.boolean(),
        filesAdvanced: z.boolean(),
        snapshotDays: retentionDaysSchema.nullable(),
      }),
      out: nothing,
    },
    /** `chooses`: the customer says where, in the system's own dialog; else it goes where downloads go. */
    'files.save': { in: fileRefSchema.extend({ chooses: z.boolean() }), out: nothing },
    'files.hold': { in: fileRefSchema.extend({ on: z.boolean() }), out: nothing },
    'files.cancel': { in: fileRefSchema, out: nothing },
    /** In the folder where it was saved. */
    'files.show': { in: fileRefSchema, out: nothing },
    /** Bytes `start` to before `end` of a file that this CSR may fetch. `held`: not now. */
    'files.read': {
      in: z.strictObject({
        ...peer,
        offer: offerIdSchema,
        file: fileIndexSchema,
        start: z.int().min(0).max(MAX_FILE_BYTES),
        end: z.int().min(0).max(MAX_FILE_BYTES),
      }),
      out: bytesSchema,
      codes: [...FILE_PROBLEMS, 'held'],
    },
    /** As it stands now; null before anything happened. */
    'receipt.document': { in: nothing, out: receiptDocumentSchema.nullable() },
    /** Signs the words around it, by their SHA-256. */
    'receipt.seal': {
      in: z.strictObject({ hash: z.string().length(64) }),
      out: z.string().max(100).nullable(),
    },
    /** In the system's own dialog. `not-here`: the page saves it itself. */
    'receipt.save': {
      in: z.strictObject({ name: z.string().min(1).max(120), text: z.string().max(MAX_RECEIPT_TEXT) }),
      out: z.enum(['saved', 'cancelled', 'not-here']),
      codes: ['failed'],
    },
    /** Of the monitor that is shared, or would be; null where nothing can be hidden. */
    'zones.picture': { in: nothing, out: zonePictureSchema.nullable() },
    'zones.windows': { in: nothing, out: z.array(windowChoiceSchema).max(MAX_WINDOW_CHOICES) },
    /** In fractions of that monitor. */
    'zones.add-area': {
      in: z.strictObject({ display: zonePictureSchema.shape.display, area: rectSchema }),
      out: nothing,
      codes: ['not-possible'],
    },
    /** One of those that were listed. */
    'zones.add-window': {
      in: z.strictObject({ id: z.string().max(200) }),
      out: nothing,
      codes: ['not-possible'],
    },
    /** It is seen again; not while somebody looks. */
    'zones.remove': { in: z.strictObject({ id: z.string().max(12) }), out: nothing, codes: ['not-possible'] },
    'relay.explain': { in: nothing, out: z.enum(['unreachable', 'certificate']) },
    ...hostCalls,
  },
  events: {
    'start.changed': startSchema,
    ...hostEvents,
    'zones.changed': zonesSchema,
    'files.changed': filesSchema,
    /** This CSR may fetch these, by `files.read`; the same again for a page that knows nothing yet. */
    'files.outgoing': z.strictObject({
      ...peer,
      offer: offerIdSchema,
      sizes: z.array(z.int().min(0).max(MAX_FILE_BYTES)).max(MAX_OFFERED_FILES),
    }),
    'files.outgoing-ended': z.strictObject({ offer: offerIdSchema }),
    /** The window is about to close: say goodbye now. */
    'app.closing': nothing,
  },
  /** `block`: of a file, as it came. */
  frames: { ...hostFrames, block: SENDER_BYTES + MAX_BLOCK_FRAME_BYTES },
});
export type SessionContract = typeof sessionContract;

export type HostContract = {
  readonly name: string;
  readonly calls: typeof hostCalls;
  readonly events: typeof hostEvents;
  readonly frames: typeof hostFrames;
};
