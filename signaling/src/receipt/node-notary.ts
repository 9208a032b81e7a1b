/** What receipts are checked with, by Node's own crypto: ECDSA on P-256, as their machines sign. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Notary } from '@alongside/protocol';

export const nodeNotary: Notary = {
  hash: (text) => Promise.resolve(createHash('sha256').update(text).digest('hex')),
  isSigned(text, { key, signature }) {
    try {
      const known = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
      const how = { key: known, dsaEncoding: 'ieee-p1363' } as const;
      return Promise.resolve(verify('sha256', Buffer.from(text), how, Buffer.from(signature, 'base64')));
    } catch {
      // What is no key cannot have signed.
      return Promise.resolve(false);
    }
  },
};
