/** What is allowed at this moment, as windows show it. Derived from the authority's state, never kept beside it. */
import {
  allowedFoldersSchema,
  capabilitySchema,
  displayNameSchema,
  grantIdSchema,
  participantIdSchema,
  PAUSES,
  timestampSchema,
} from '@alongside/protocol';
import { z } from 'zod';

export const sharingSchema = z.strictObject({
  grants: z
    .array(
      z.strictObject({
        id: grantIdSchema,
        capability: capabilitySchema,
        csr: participantIdSchema,
        name: displayNameSchema,
        givenAt: timestampSchema,
        expiresAt: timestampSchema.nullable(),
        mouseOnly: z.boolean(),
        folders: allowedFoldersSchema.nullable(),
        /** Whose it is cannot be reached at the moment. */
        onHold: z.boolean(),
      }),
    )
    .max(64),
  /** Whom the customer has allowed everything for this session. */
  allowAll: z.array(displayNameSchema).max(32),
  /** The title of the one window that is shared instead of a monitor. */
  window: z.string().max(200).nullable(),
  paused: z.enum(PAUSES).nullable(),
  /** Who records this session, by their own word. */
  recordedBy: z
    .array(z.strictObject({ csr: participantIdSchema, name: displayNameSchema, isPaused: z.boolean() }))
    .max(32),
  /** Whether the panic key could be taken on this machine. */
  panicKey: z.boolean(),
});
export type Sharing = z.infer<typeof sharingSchema>;

export const NOTHING_SHARED: Sharing = {
  grants: [],
  allowAll: [],
  window: null,
  paused: null,
  recordedBy: [],
  panicKey: false,
};
