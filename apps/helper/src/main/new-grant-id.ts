/** Fresh grant ids: 128 random bits. */
import { randomBytes } from 'node:crypto';
import { grantIdSchema, type GrantId } from '@alongside/protocol';

export function newGrantId(): GrantId {
  return grantIdSchema.parse(randomBytes(16).toString('base64url'));
}
